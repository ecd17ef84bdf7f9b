"""The sections of a report, one file each: what a month's two ends say about one noun."""
