"""Lints: one file, one lint, named like its file.

A module here defines ``check(bank, context)``, which yields
:class:`question_bank.linting.Finding`. ``SEVERITY = "warning"`` marks advice;
``PAPER_ONLY = True`` a lint that makes sense for the questions of one paper only. The
module's docstring says what harm the lint prevents.
"""
