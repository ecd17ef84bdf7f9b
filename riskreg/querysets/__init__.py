"""Questions that read the same now and then; they look at a record's own columns only."""
