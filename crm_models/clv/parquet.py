"""Transactions that do not fit into memory: Parquet files, summarised by DuckDB.

The answers are those of `crm_models.clv.summarise`; what does not fit into memory goes through
temporary files. Needs the extra ``crm-course[scale]``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pandas as pd

from crm_models import faults
from crm_models.clv.duck import check_kinds, connect, is_whole, quoted
from crm_models.clv.histories import Refunds
from crm_models.errors import DataError, ModelError
from crm_models.text import Text
from crm_models.transactions import Day, day
from crm_models.units import Period, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb
    from numpy.typing import NDArray

_ROWS_NAMED = 1000

# One row per customer and day of purchase, then one per customer. The first purchase is left out
# before adding up, not taken off the sum: a large one would wipe out the digits of the others.
_CUSTOMERS = """
    WITH days AS (
        SELECT customer, day, sum(money) AS money FROM transactions
        WHERE day <= getvariable('last_day') AND (money > 0 OR NOT getvariable('without_refunds'))
        GROUP BY customer, day
    ),
    starts AS (SELECT customer, min(day) AS first_day FROM days GROUP BY customer)
    SELECT customer, count(*) - 1 AS frequency,
        (max(day) - any_value(first_day)) * getvariable('per_day') AS recency,
        (getvariable('last_day') - any_value(first_day)) * getvariable('per_day') AS T,
        coalesce(sum(money) FILTER (WHERE day > first_day), 0) / greatest(count(*) - 1, 1)
            AS monetary_value
    FROM days JOIN starts USING (customer) GROUP BY customer
"""


class ParquetTransactions:
    """Transactions in Parquet files, checked and ready to be summarised.

    Parameters
    ----------
    files
        A file, a pattern such as ``"sales/*.parquet"``, or several files.
    as_of, unit, refunds, customer, date, amount, currency
        As in `crm_models.clv.summarise`.
    memory
        How much memory DuckDB may use, such as ``"2GB"``; its default is 80 % of the machine's.
        What is beyond goes into temporary files.
    threads
        How many processors to use; all if None.
    scratch
        A folder for temporary files, made and removed as needed; the system's if None.

    Raises
    ------
    ModelError
        If DuckDB, the files or a column are missing, or a column is of the wrong kind.
    DataError
        Naming the rows (from 0; ``file:row`` where there are several files) that hold missing
        values, unreadable dates, infinite amounts, refunds or a second currency.

    Examples
    --------
    >>> import duckdb, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = duckdb.sql("SELECT 'Li' AS customer_id, DATE '2024-01-01' + 7 * i::INTEGER AS date, "
    ...                "10.0 * i + 5 AS amount FROM range(3) t(i)").write_parquet(
    ...                    f"{folder.name}/shop.parquet")
    >>> shop = ParquetTransactions(f"{folder.name}/*.parquet", as_of="2024-01-31", unit="week")
    >>> shop.summary().round(2)
                 frequency  recency     T  monetary_value
    customer_id
    Li                   2      2.0  4.29            20.0
    >>> folder.cleanup()
    """

    def __init__(
        self,
        files: str | Path | Sequence[str | Path],
        *,
        as_of: Day,
        unit: Unit,
        refunds: Refunds = "error",
        customer: str = "customer_id",
        date: str = "date",
        amount: str | None = "amount",
        currency: str | None = None,
        memory: str | None = None,
        threads: int | None = None,
        scratch: str | Path | None = None,
    ) -> None:
        if refunds not in get_args(Refunds):
            raise ModelError(
                "refunds 须为 error、drop 或 keep", "refunds must be error, drop or keep"
            )
        self.customer, self.amount, self.as_of = customer, amount, as_of
        self._files = [str(f) for f in ([files] if isinstance(files, str | Path) else files)]
        wanted = {"customer": customer, "moment": date, "money": amount, "currency": currency}
        self._columns = {role: name for role, name in wanted.items() if name is not None}
        self._db = connect(memory, threads, scratch)
        kinds = self._kinds()
        check_kinds(kinds, date, amount)
        self._dates_are_text = kinds[date] == "VARCHAR"
        wider = {"money": "DOUBLE"} | ({"customer": "BIGINT"} if is_whole(kinds[customer]) else {})
        roles = [
            f"{quoted(name)}{f'::{wider[role]}' if role in wider else ''} AS {role}"
            for role, name in self._columns.items()
        ]
        roles += [] if amount else ["1.0::DOUBLE AS money"]
        self._roles = f"{', '.join(roles)}, try_cast({quoted(date)} AS DATE) AS day"
        self._view("transactions", self._read())
        self._refuse_rows(refunds)
        for name, value in {
            "last_day": day(as_of).date(),
            "without_refunds": refunds == "drop",
            "per_day": Period(1, "day") / Period(1, unit),
        }.items():
            self._db.execute(f"SET VARIABLE {name} = $1", [value])

    def summary(self) -> pd.DataFrame:
        """Return one row per customer, as `crm_models.clv.summarise` does, in their order."""
        found = self._db.execute(f"{_CUSTOMERS} ORDER BY customer").fetchnumpy()
        index = pd.Index(_plain(found.pop("customer")), name=self.customer)
        self._refuse_none(len(index))
        return pd.DataFrame({name: _plain(v) for name, v in found.items()}, index=index)[
            self._shown()
        ]

    def write_summary(self, to: str | Path) -> int:
        """Write one row per customer into a Parquet file, and return how many there are.

        For more customers than fit into memory. The rows are in the order of the customers.
        """
        shown = ", ".join([f"customer AS {quoted(self.customer)}", *self._shown()])
        query = f"SELECT {shown} FROM ({_CUSTOMERS}) ORDER BY customer"  # noqa: S608  quoted
        (count,) = self._db.execute(f"COPY ({query}) TO $1 (FORMAT parquet)", [str(to)]).fetchall()[
            0
        ]
        self._refuse_none(count)
        return int(count)

    def histories(self) -> tuple[pd.DataFrame, NDArray[np.float64]]:
        """Return the distinct histories and how many customers have each: data and weights.

        A purchase model sees nothing else: ``model.fit(data, weights=weights)`` gives the
        estimates of `summary`, from a table that grows with the calendar, not the customers.
        """
        distinct = (
            "SELECT frequency, recency, T, count(*) AS customers "  # noqa: S608  constants only
            f"FROM ({_CUSTOMERS}) GROUP BY ALL ORDER BY ALL"
        )
        found = {k: _plain(v) for k, v in self._db.execute(distinct).fetchnumpy().items()}
        weights = found.pop("customers").astype(np.float64)
        self._refuse_none(len(weights))
        return pd.DataFrame(found), weights

    def _shown(self) -> list[str]:
        return ["frequency", "recency", "T", *(["monetary_value"] if self.amount else [])]

    def _refuse_none(self, customers: int) -> None:
        if not customers:
            raise ModelError(*faults.none_up_to(self.as_of))

    def _read(self, *, numbered: bool = False) -> duckdb.DuckDBPyRelation:
        import duckdb

        try:
            return self._db.read_parquet(self._files, filename=numbered, file_row_number=numbered)
        except duckdb.Error as error:
            why = str(error).splitlines()[0]
            raise ModelError(
                f"读不了 Parquet 文件：{why}", f"cannot read Parquet: {why}"
            ) from error

    def _kinds(self) -> Mapping[str, str]:
        table = self._read()
        absent = [name for name in self._columns.values() if name not in table.columns]
        if absent:
            raise ModelError(*faults.absent_columns(absent, table.columns))
        return dict(zip(table.columns, map(str, table.types), strict=True))

    def _view(self, name: str, table: duckdb.DuckDBPyRelation, *more: str) -> None:
        table.project(", ".join([self._roles, *more])).create_view(name, replace=True)

    def _refuse_rows(self, refunds: Refunds) -> None:
        checks = list(self._checks(refunds))
        counts = ", ".join(f"count(*) FILTER ({bad})" for bad, _ in checks)
        found = self._db.execute(f"SELECT {counts} FROM transactions").fetchall()[0]  # noqa: S608
        for count, (bad, said) in zip(found, checks, strict=True):
            if count > _ROWS_NAMED:
                said = Text(
                    f"{said.zh}（全部 {count} 行，这里只列 {_ROWS_NAMED} 行）",
                    f"{said.en} ({count} rows in all, {_ROWS_NAMED} of them here)",
                )
            if count:
                raise DataError(*said, rows=self._rows_where(bad))

    def _checks(self, refunds: Refunds) -> Iterator[tuple[str, Text]]:
        """Yield what a bad row fulfils, and what to say of it."""
        for role, name in self._columns.items():
            no_number = " OR isnan(money)" if role == "money" else ""
            yield f"{role} IS NULL{no_number}", faults.missing_values(name)
        date = self._columns["moment"]
        if self._dates_are_text:
            zoned = f"regexp_matches(moment, '{faults.ZONE_IN_TEXT}')"
            yield zoned, faults.time_zone(date)
        yield "day IS NULL", faults.unreadable_dates(date)
        if self.amount:
            yield "isinf(money)", faults.infinite_amounts(self.amount)
        if "currency" in self._columns:
            usual = self._db.execute("SELECT mode(currency) FROM transactions").fetchall()[0][0]
            self._db.execute("SET VARIABLE usual = $1", [usual])
            said = faults.mixed_currencies(self._columns["currency"], usual)
            yield "currency <> getvariable('usual')", said
        if self.amount and refunds == "error":
            yield "money <= 0", faults.refunds(self.amount)

    def _rows_where(self, bad: str) -> list[int | str]:
        self._view("numbered", self._read(numbered=True), "filename", "file_row_number")
        query = (
            f"SELECT filename, file_row_number FROM numbered WHERE {bad} "  # noqa: S608
            f"ORDER BY ALL LIMIT {_ROWS_NAMED}"
        )
        rows = self._db.execute(query).fetchall()
        (files,) = self._db.execute("SELECT count(DISTINCT filename) FROM numbered").fetchall()[0]
        if files == 1:
            return [int(row) for _, row in rows]
        return [f"{Path(name).name}:{row}" for name, row in rows]


def _plain(values: Any) -> NDArray[Any]:
    """Return a column without the mask that DuckDB puts on where a value might be missing."""
    return np.asarray(values)
