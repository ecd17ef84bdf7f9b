"""Reading the register over time."""
