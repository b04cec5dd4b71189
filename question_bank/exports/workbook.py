"""Excel workbooks that are the same byte for byte whenever they are made."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from question_bank.exports.archive import zipped
from question_bank.problems import BankError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ALWAYS = rb"\g<1>1980-01-01T00:00:00Z"


def workbook(sheet: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet; every cell is text, none is ever computed.

    Parameters
    ----------
    sheet
        The sheet's name.
    rows
        Cells by row, the headings first.

    Raises
    ------
    BankError
        openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise BankError.one(
            "写 Excel 需要 openpyxl：pip install 'crm-course[excel]'",
            "writing Excel needs openpyxl: pip install 'crm-course[excel]'",
            code="excel",
        ) from None
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = page.cell(line, column, text)
                cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as packed:
        files = {name: _CLOCK.sub(_ALWAYS, packed.read(name)) for name in sorted(packed.namelist())}
    return zipped(files)
