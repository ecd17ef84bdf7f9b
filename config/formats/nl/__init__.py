"""Dutch as this register writes it."""
