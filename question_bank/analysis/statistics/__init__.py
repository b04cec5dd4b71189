"""Statistics of a question; one file, one statistic, found by its name.

A module defines ``TITLE`` and ``SAYS`` (Texts: its name and what it tells), ``RANK`` (its place
in tables), ``PERCENT`` (whether tables print it as a percentage), and ``compute(scores)``, which
returns one number per question, NaN where it is not defined. ``interval(scores, level)``, where
there is one, returns the lower and the upper end of a confidence interval for each question.
"""
