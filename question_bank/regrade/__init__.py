"""Marks given anew after a key, a rule or points changed, with what changes for whom and why."""
