"""The officers' pages for bringing a register, inside the Wagtail admin."""
