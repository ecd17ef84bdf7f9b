"""Tests of riskreg/integrity."""
