"""Repeatable measurements of the register, each beside its floor and its peer."""
