"""A gradebook's database, spoken to in plain SQL: a SQLite file directly, any other by SQLAlchemy.

SQLAlchemy takes longer to import than a small class takes to be graded, and nearly every gradebook
is a SQLite file.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

SQLITE = "sqlite:///"
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - nbgrader's times are UTC without a zone

Row = dict[str, Any]


class GradebookError(Exception):
    """A gradebook that cannot be read or written; the database's own words."""


class Database(Protocol):
    """One transaction. Parameters are named in the statements as ``:name``."""

    def rows(self, sql: str, **parameters: Any) -> list[Row]:
        """Return the rows that a query finds, each by its columns' names."""

    def run(self, sql: str, parameters: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for each set of parameters; for none, do nothing."""

    def has(self, table: str) -> bool:
        """Whether there is such a table."""


def reading(db_url: str) -> AbstractContextManager[Database]:
    """Give a gradebook's database for one transaction that changes nothing.

    Raises
    ------
    GradebookError
        It cannot be opened, or a statement fails.
    """
    return _opened(db_url, "BEGIN")


def writing(db_url: str) -> AbstractContextManager[Database]:
    """Give a gradebook's database for one transaction: all of it is kept, or nothing.

    Raises
    ------
    GradebookError
        It cannot be opened, or a statement fails.
    """
    # SQLite's lock, asked for only at the first change, may come too late
    return _opened(db_url, "BEGIN IMMEDIATE")


def sqlite_path(db_url: str) -> Path | None:
    """Return the file of a SQLite gradebook; `None` for any other.

    Examples
    --------
    >>> str(sqlite_path("sqlite:////srv/course/gradebook.db?timeout=60"))
    '/srv/course/gradebook.db'
    >>> sqlite_path("postgresql://grader@localhost/course")
    """
    if not db_url.startswith(SQLITE):
        return None
    return Path(db_url.removeprefix(SQLITE).partition("?")[0])


def _opened(db_url: str, begin: str) -> AbstractContextManager[Database]:
    path = sqlite_path(db_url)
    if path is not None:  # each is loaded where it is used
        from autograder.gradebook import sqlite

        return sqlite.opened(path, begin)
    from autograder.gradebook import server

    return server.opened(db_url)


def readable(column: str, value: Any) -> Any:
    """Return a value of a column as Python's, where the database has no times and keeps text.

    nbgrader keeps an interval there as the time that is as long after the beginning of 1970.

    Examples
    --------
    >>> readable("timestamp", "2025-03-02 10:00:00.250000")
    datetime.datetime(2025, 3, 2, 10, 0, 0, 250000)
    >>> readable("extension", "1970-01-03 00:00:00.000000")
    datetime.timedelta(days=2)
    >>> readable("name", "2025-03-02")
    '2025-03-02'
    """
    if column not in ("timestamp", "duedate", "extension") or not isinstance(value, str):
        return value
    moment = datetime.fromisoformat(value)
    return moment - EPOCH if column == "extension" else moment
