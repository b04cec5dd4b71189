"""Our own table: a row per answer, the columns of a response, for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.problems import BankError
from question_bank.responses.record import FIELDS, Response, from_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = Text("答案表（CSV）", "table of answers (CSV)")
_NEEDED = {"student", "item", "out_of"}
# A cell that begins like this is JSON; any other cell is the text that it shows. A spreadsheet
# takes a cell that begins with = + - @ for a formula: such an answer is written as JSON.
_JSON = ("[", "{", '"')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WORDS = {"true": True, "false": False}


def fits(head: str, suffix: str) -> bool:
    """Whether the first line has our columns."""
    return suffix == ".csv" and set(next(csv.reader([head]), [])) >= _NEEDED


def read(text: str, file: str) -> list[Response]:
    """Read the rows."""
    made = []
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        if None in row:
            raise BankError.one(
                f"第 {reader.line_num} 行的列太多",
                f"line {reader.line_num} has too many columns",
                code="responses",
                file=file,
            )
        data: dict[str, Any] = dict(row)
        for name in ("response", "rule"):
            if data.get(name):
                data[name] = _value(data[name], file, reader.line_num, name)
        made.append(from_dict(data, file, reader.line_num))
    return made


def write(responses: Sequence[Response]) -> str:
    """Return the table, with the byte-order mark that spreadsheets ask for."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for each in responses:
        writer.writerow([_cell(getattr(each, name)) for name in FIELDS])
    return "\ufeff" + buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        plain = value not in _WORDS and not value.startswith((*_JSON, *_FORMULA))
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return f"{value:.12g}"
    return json.dumps(value, ensure_ascii=False)


def _value(cell: str, file: str, line: int, name: str) -> Any:
    if cell in _WORDS:
        return _WORDS[cell]
    if not cell.startswith(_JSON):
        return cell
    try:
        return json.loads(cell)
    except ValueError:
        raise BankError.one(
            f"第 {line} 行：以 {cell[0]} 开头的内容应为有效的 JSON",
            f"line {line}: a cell that begins with {cell[0]} should be valid JSON",
            code="responses",
            file=file,
            field=name,
        ) from None
