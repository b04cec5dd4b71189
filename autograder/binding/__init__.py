"""Which names a notebook's cells bind, change and read."""

from autograder.binding.names import Names, names_of
from autograder.binding.statements import Statement, statements_of

__all__ = ["Names", "Statement", "names_of", "statements_of"]
