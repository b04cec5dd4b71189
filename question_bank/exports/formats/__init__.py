"""The formats; one file (or folder), one format, found by its name.

A module here binds ``FORMAT``; see :mod:`question_bank.exports` for the contract.
"""
