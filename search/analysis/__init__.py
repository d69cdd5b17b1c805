"""What words mean to search: one reading of text for what is stored and for what is asked, whatever engine is behind it."""
