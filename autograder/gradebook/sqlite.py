"""A gradebook in a SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from autograder.gradebook.database import GradebookError, Row, readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

BUSY_SECONDS = 60  # a file in which somebody else writes is waited for
STORED = "%Y-%m-%d %H:%M:%S.%f"


@contextmanager
def opened(path: Path, begin: str) -> Iterator[SQLite]:
    """Open a file for one transaction, which a statement begins."""
    try:
        with closing(sqlite3.connect(path, BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute(begin)
            with connection:
                yield SQLite(connection)
    except sqlite3.Error as error:
        raise GradebookError(f"{path}: {error}") from error


class SQLite:
    """A transaction on a SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, **parameters: Any) -> list[Row]:
        """See `autograder.gradebook.database.Database`."""
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [
            {name: readable(name, value) for name, value in zip(names, row, strict=True)}
            for row in cursor
        ]

    def run(self, sql: str, parameters: Sequence[Mapping[str, Any]]) -> None:
        """See `autograder.gradebook.database.Database`."""
        self._connection.executemany(
            sql, [{name: _stored(value) for name, value in each.items()} for each in parameters]
        )

    def has(self, table: str) -> bool:
        """See `autograder.gradebook.database.Database`."""
        sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :table"
        return bool(self.rows(sql, table=table))


def _stored(value: Any) -> Any:
    return value.strftime(STORED) if isinstance(value, datetime) else value
