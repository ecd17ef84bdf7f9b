"""A report as bytes or as a page, one file a format."""
