"""Tests of riskreg/services."""
