"""Our CSV: one row an item, as the export writes it and a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.imports.draft import Finding
from question_bank.imports.reader import Reader, Unreadable
from question_bank.imports.rows import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.imports.draft import Draft

_ENCODINGS = ("utf-8-sig", "gb18030")
"""Excel in China saves plain CSV in the second one."""


def _read(content: bytes) -> Iterator[Draft | Finding]:
    text = _decoded(content)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not reader.fieldnames or "type" not in reader.fieldnames:
        raise Unreadable(
            Text(
                "第一行应是列名（至少有 type）", "the first line should name the columns (type ...)"
            )
        )
    rows = []
    before = reader.line_num
    for row in reader:
        # A cell may have line breaks: a row begins where the one before it ended.
        rows.append((before + 1, {k: v or "" for k, v in row.items() if isinstance(k, str)}))
        if None in row:
            note = Text("这一行的格子比列名多；请检查引号", "the row has more cells than columns")
            yield Finding(before + 1, note, "row")
        before = reader.line_num
    yield from drafts(rows)


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Text("编码应为 UTF-8 或 GB18030", "the encoding should be UTF-8 or GB18030"))


READER = Reader(Text("CSV 表格", "CSV table"), (".csv",), _read)
