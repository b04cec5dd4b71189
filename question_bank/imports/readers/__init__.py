"""The readers; one file, one format, found by its name. See :mod:`question_bank.imports`."""
