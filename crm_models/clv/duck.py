"""What we need of DuckDB: a connection within limits, and columns of the right kind."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from crm_models import faults
from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_NUMERIC = {*_WHOLE, "UBIGINT", "HUGEINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL"}
_DATED = {"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "VARCHAR"}


def connect(
    memory: str | None, threads: int | None, scratch: str | Path | None
) -> duckdb.DuckDBPyConnection:
    """Open a database in memory; without DuckDB, say how to get it."""
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise ModelError(
            "读 Parquet 文件需要 DuckDB：请运行 pip install 'crm-course[scale]'",
            "Parquet files need DuckDB: run pip install 'crm-course[scale]'",
        ) from error
    # Its own default would be a folder where the program runs.
    spill = scratch or Path(tempfile.gettempdir(), f"crm-models-{uuid.uuid4().hex}")
    limits = {"memory_limit": memory, "threads": threads, "temp_directory": str(spill)}
    return duckdb.connect(config={name: v for name, v in limits.items() if v is not None})


def check_kinds(kinds: Mapping[str, str], date: str, amount: str | None) -> None:
    """Refuse dates that are none or carry a time zone, and amounts that are no numbers."""
    if kinds[date].endswith("WITH TIME ZONE"):
        raise ModelError(*faults.time_zone(date))
    if _stem(kinds[date]) in _NUMERIC:
        raise ModelError(*faults.numbers_for_dates(date))
    if kinds[date] not in _DATED:
        raise ModelError(*faults.unreadable_dates(date))
    if amount is not None and _stem(kinds[amount]) not in _NUMERIC:
        raise ModelError(*faults.not_numeric(amount))


def is_whole(kind: str) -> bool:
    """Tell whether a type holds whole numbers that fit into 64 bits."""
    return kind in _WHOLE


def quoted(name: str) -> str:
    """Return a column's name as SQL reads it, whatever it is made of."""
    return '"' + name.replace('"', '""') + '"'


def _stem(kind: str) -> str:
    """Return the name of a type without its size: DECIMAL for DECIMAL(10,2)."""
    return kind.partition("(")[0]
