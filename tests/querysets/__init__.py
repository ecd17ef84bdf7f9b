"""Tests of riskreg/querysets."""
