"""Computed, never typed: functions of records and days."""
