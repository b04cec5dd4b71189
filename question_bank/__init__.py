"""Bilingual items in YAML, and what is done with them: lint, render, mark, assemble."""
