"""What others have coded, as what they say: one module a format, each from lines to reports with their readings."""
