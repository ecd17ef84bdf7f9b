"""Tests of riskreg/models."""
