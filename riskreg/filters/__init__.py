"""What a list can be narrowed by; the same sets serve pages and API."""
