"""The ready nbgrader course, its calendar, and the command ``crmlab``."""
