"""Synthetic data for the course: seeded, so that everyone can draw the same again."""

from crm_models.datasets.campus import CampusStore, campus_store

__all__ = ["CampusStore", "campus_store"]
