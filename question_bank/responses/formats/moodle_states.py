"""Moodle's question states: a row per attempt and slot, with the marks of its own statistics."""

from __future__ import annotations

import csv
import io

from crm_models.text import Text
from question_bank.responses.record import Response, from_dict

TITLE = Text("Moodle 答题状态（CSV）", "Moodle question states (CSV)")
_COLUMNS = {"slot", "maxmark", "mark"}


def fits(head: str, suffix: str) -> bool:
    """Whether the first line has slot, maxmark and mark."""
    return suffix == ".csv" and set(next(csv.reader([head]), [])) >= _COLUMNS


def read(text: str, file: str) -> list[Response]:
    """Read the states; an attempt ends before a slot that it has already.

    A slot worth nothing (a description) is left out.
    """
    made: list[tuple[int, int, Response]] = []
    attempt = 1
    seen: set[int] = set()
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        slot = int(row["slot"])
        if slot in seen:
            attempt += 1
            seen.clear()
        seen.add(slot)
        if float(row["maxmark"]) == 0:
            continue
        data = {
            "student": f"attempt {attempt}",
            "item": f"Q{slot}",
            "out_of": row["maxmark"],
            "points": row["mark"],
            "seed": row.get("variant"),
        }
        made.append((attempt, slot, from_dict(data, file, reader.line_num)))
    return [each for *_, each in sorted(made, key=lambda row: row[:2])]
