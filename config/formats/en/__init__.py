"""English as this register writes it."""
