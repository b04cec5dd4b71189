"""Moodle's quiz report "Responses": a row per attempt, a column ``Response 1`` per question."""

from __future__ import annotations

import csv
import io
import re

from crm_models.text import Text
from question_bank.responses.record import Response, from_dict

TITLE = Text("Moodle 测验作答报告（CSV）", "Moodle quiz report: responses (CSV)")
_RESPONSE = re.compile(r"^(?:Response|回答|答案|响应)\s*(\d+)$")
_ID = ("ID number", "学号", "Username", "用户名", "Email address", "电子邮件地址")


def fits(head: str, suffix: str) -> bool:
    """Whether some columns are responses."""
    return suffix == ".csv" and any(map(_RESPONSE.match, next(csv.reader([head]), [])))


def read(text: str, file: str) -> list[Response]:
    """Read what was answered; the marks come from marking it with a paper.

    Points to be had are not in this report: 1 stands for them until a paper is given.
    """
    reader = csv.reader(io.StringIO(text))
    head = next(reader)
    questions = [(n, found[1]) for n, name in enumerate(head) if (found := _RESPONSE.match(name))]
    who = next((head.index(name) for name in _ID if name in head), None)
    made = []
    seen: dict[str, int] = {}
    for row in reader:
        name = row[who] if who is not None and who < len(row) else " ".join(row[:2]).strip()
        if len(row) < len(head) or not name:
            continue
        seen[name] = seen.get(name, 0) + 1
        student = name if seen[name] == 1 else f"{name} ({seen[name]})"
        for place, number in questions:
            answer = row[place].strip()
            data = {
                "student": student,
                "item": f"Q{number}",
                "out_of": 1,
                "response": None if answer == "-" else answer,
            }
            made.append(from_dict(data, file, reader.line_num))
    return made
