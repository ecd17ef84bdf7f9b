"""31 okt 2026, and 31-10-2026 or 2026-10-31 in a field."""

DATE_FORMAT = "j b Y"
DATETIME_FORMAT = "j b Y, H:i"
DATE_INPUT_FORMATS = ["%d-%m-%Y", "%Y-%m-%d"]
