"""What fills the demo: made-up people near real schools, made through the same services as everything else, dated relative to today."""
