"""What a command prints: a line for a person, or JSON for a machine."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from course.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_models.text import Text


def emit(data: Any, as_json: bool, text: Text) -> None:
    """Print `data` as JSON when a machine reads, else `text`."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        click.echo(say(text))


def width(text: str) -> int:
    """Return how many columns a terminal needs for `text`.

    Examples
    --------
    >>> width("RFM 细分")
    8
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay a table out in columns; numbers to the right, Chinese counted double.

    Examples
    --------
    >>> print(table(["学生", "分"], [["甲", 9.5], ["Ann", 10]]))
    学生    分
    甲     9.5
    Ann     10
    """
    cells = [[str(value) for value in row] for row in (head, *rows)]
    wide = [max(width(row[i]) for row in cells) for i in range(len(head))]
    right = [
        bool(rows) and all(isinstance(row[i], int | float) for row in rows)
        for i in range(len(head))
    ]
    lines = []
    for row in cells:
        padded = []
        for text, columns, to_right in zip(row, wide, right, strict=True):
            space = " " * (columns - width(text))
            padded.append(space + text if to_right else text + space)
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)
