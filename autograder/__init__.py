"""Runs student notebooks, judges them against the release, reports."""
