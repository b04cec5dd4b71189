"""The reference: every model that the course teaches, computed one way and explained."""
