"""Rows of a table into drafts; what a row lacks is told with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.imports.draft import Draft, Finding
from question_bank.imports.table import RowError, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def drafts(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[Draft | Finding]:
    """Yield a draft, or the reason why there is none, for every row that is not empty."""
    for line, cells in rows:
        if not any(cell.strip() for cell in cells.values()):
            continue
        try:
            data = fields(cells)
        except RowError as error:
            said = Text(
                f"{error.column} 列：{error.text.zh}；这一行未导入",
                f"column {error.column}: {error.text.en}; the row was left out",
            )
            yield Finding(line, said, "row")
            continue
        name = "" if cells.get("seed", "").strip() else data.pop("id")
        data.pop("id", None)
        yield Draft(data.pop("type"), line, data, name)
