"""A paper as a notebook: the form, a grade cell for every question, cells for prose."""

from question_bank.notebook.build import build

__all__ = ["build"]
