"""A gradebook in any other database that nbgrader can use, by SQLAlchemy."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from autograder.gradebook.database import GradebookError, Row, readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection


@contextmanager
def opened(db_url: str) -> Iterator[Server]:
    """Begin a transaction."""
    try:
        with _engine(db_url).begin() as connection:
            yield Server(connection)
    except SQLAlchemyError as error:
        raise GradebookError(str(error)) from error


@cache
def _engine(db_url: str) -> Engine:
    return create_engine(db_url)


class Server:
    """A transaction on a database that SQLAlchemy knows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, **parameters: Any) -> list[Row]:
        """See `autograder.gradebook.database.Database`."""
        found = self._connection.execute(text(sql), parameters).mappings()
        return [{name: readable(name, value) for name, value in row.items()} for row in found]

    def run(self, sql: str, parameters: Sequence[Mapping[str, Any]]) -> None:
        """See `autograder.gradebook.database.Database`."""
        if parameters:
            self._connection.execute(text(sql), [dict(each) for each in parameters])

    def has(self, table: str) -> bool:
        """See `autograder.gradebook.database.Database`."""
        return inspect(self._connection).has_table(table)
