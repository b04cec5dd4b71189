"""Answers as they were handed in, with what they were marked by: read, written, collected."""
