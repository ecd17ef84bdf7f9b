"""Checks of the fact base in fixtures/douane."""
