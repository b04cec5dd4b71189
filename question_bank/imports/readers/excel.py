"""Our table as an Excel workbook (first sheet); formulas are not computed, nothing is run."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.imports.reader import Reader, Unreadable
from question_bank.imports.rows import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.imports.draft import Draft, Finding

_LARGEST = 200_000_000
"""A workbook that unpacks to more bytes than this is none."""


def _read(content: bytes) -> Iterator[Draft | Finding]:
    try:
        import openpyxl
    except ImportError:
        raise Unreadable(
            Text(
                "读 Excel 需要 openpyxl：pip install 'crm-course[excel]'",
                "reading Excel needs openpyxl: pip install 'crm-course[excel]'",
            )
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                raise Unreadable(Text("工作簿太大", "the workbook is too large"))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError):
        raise Unreadable(Text("不是 Excel 工作簿（.xlsx）", "this is no Excel workbook")) from None
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    head = [str(cell or "").strip() for cell in next(rows, ())]
    if "type" not in head:
        raise Unreadable(
            Text(
                "第一行应是列名（至少有 type）", "the first row should name the columns (type ...)"
            )
        )
    table = [
        (line, {name: _text(cell) for name, cell in zip(head, row, strict=False) if name})
        for line, row in enumerate(rows, start=2)
    ]
    yield from drafts(table)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


READER = Reader(Text("Excel 工作簿", "Excel workbook"), (".xlsx",), _read)
