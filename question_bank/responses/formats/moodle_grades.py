"""Moodle's quiz report "Grades": a row per attempt, a column ``Q. 1 /4.00`` per question."""

from __future__ import annotations

import csv
import io
import re

from crm_models.text import Text
from question_bank.responses.record import Response, from_dict

TITLE = Text("Moodle 测验成绩报告（CSV）", "Moodle quiz report: grades (CSV)")
_QUESTION = re.compile(r"^(?:Q\.?|题目?|试题)\s*(\d+)\s*/\s*(\d+(?:[.,]\d+)?)$")
_ID = ("ID number", "学号", "Username", "用户名", "Email address", "电子邮件地址")


def fits(head: str, suffix: str) -> bool:
    """Whether some columns are questions with their points."""
    return suffix == ".csv" and any(map(_QUESTION.match, next(csv.reader([head]), [])))


def read(text: str, file: str) -> list[Response]:
    """Read the marks.

    ``-`` is a question that was not answered: no points. Words (``Requires grading``) are a
    mark that is still to come. Rows without a state (the averages at the end) are passed over.
    """
    reader = csv.reader(io.StringIO(text))
    head = next(reader)
    questions = [(n, found) for n, name in enumerate(head) if (found := _QUESTION.match(name))]
    who = next((head.index(name) for name in _ID if name in head), None)
    made = []
    seen: dict[str, int] = {}
    for row in reader:
        name = row[who] if who is not None and who < len(row) else " ".join(row[:2]).strip()
        if len(row) < len(head) or not name:
            continue
        seen[name] = seen.get(name, 0) + 1
        student = name if seen[name] == 1 else f"{name} ({seen[name]})"
        for place, found in questions:
            data = {
                "student": student,
                "item": f"Q{found[1]}",
                "out_of": found[2].replace(",", "."),
                "points": _mark(row[place]),
            }
            made.append(from_dict(data, file, reader.line_num))
    return made


def _mark(cell: str) -> float | None:
    if cell.strip() in ("-", ""):
        return 0.0
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None
