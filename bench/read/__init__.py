"""Reading pages: body and speed."""
