"""Prose answers in a queue for people: grouped, shuffled, marked twice; nothing marks them here."""
