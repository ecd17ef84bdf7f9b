"""Tests of riskreg/exchange."""
