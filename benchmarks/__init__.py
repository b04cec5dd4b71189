"""Peers side by side in one run."""
