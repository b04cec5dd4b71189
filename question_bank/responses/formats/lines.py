"""Our own ledger: one JSON object per line, exact and easy to append to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.problems import BankError
from question_bank.responses.record import Response, from_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = Text("答案账（JSONL）", "ledger of answers (JSONL)")


def fits(head: str, suffix: str) -> bool:
    """Whether the file is called .jsonl and begins with an object."""
    return suffix == ".jsonl" and head.lstrip().startswith("{")


def read(text: str, file: str) -> list[Response]:
    """Read the lines; the newest revision of an answer is the one that counts."""
    newest: dict[tuple[str, str], Response] = {}
    for each in read_all(text, file):
        if each.key not in newest or each.revision >= newest[each.key].revision:
            newest[each.key] = each
    return list(newest.values())


def read_all(text: str, file: str) -> list[Response]:
    """Read the lines with everything that was superseded."""
    made = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise BankError.one(
                f"第 {number} 行不是 JSON 对象",
                f"line {number} is no JSON object",
                code="responses",
                file=file,
            )
        made.append(from_dict(data, file, number))
    return made


def write(responses: Sequence[Response]) -> str:
    """Return one line per response."""
    rows = (json.dumps(each.to_dict(), ensure_ascii=False) for each in responses)
    return "".join(f"{row}\n" for row in rows)
