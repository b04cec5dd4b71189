"""Moodle's cloze: fields written into the text; those for words become our blanks."""

from __future__ import annotations

import html
import re
from typing import Any

from question_bank.imports import answers as made
from question_bank.imports.answers import Answer, Made, finding
from question_bank.imports.draft import Words
from question_bank.imports.html_text import escape, markdown

_FIELD = re.compile(r"\{(\d*):([A-Z_]+):(.*?)(?<!\\)\}", re.DOTALL)
_WORDS = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_BETWEEN = re.compile(r"(?<!\\)~")
_NOTE = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")
_WEIGHT = re.compile(r"^(=|%(-?\d+(?:[.,]\d*)?)%)?(.*)$", re.DOTALL)


def cloze(line: int, text: str) -> Made:
    """Return the blanks of a cloze question, and its stem with blanks drawn."""
    fields = _FIELD.findall(text)
    others = sorted({kind for _, kind, _ in fields if kind not in _WORDS})
    if others or not fields:
        zh = f"填空里有 {'、'.join(others)}" if others else "没有填空"
        en = f"there are fields of type {', '.join(others)}" if others else "there is no field"
        problem = finding(line, "cloze", f"{zh}，未导入；请手工改写", f"{en}; left out")
        return Made(None, [problem])
    blanks: list[dict[str, Any]] = []
    found = []
    for _, _, content in fields:
        result = made.blank(line, _answers(content))
        found += result.findings
        if result.fields is None:
            return Made(None, found)
        blanks.append(result.fields)
    if len({weight or "1" for weight, _, _ in fields}) > 1:
        found.append(
            finding(
                line,
                "weights",
                "各空的分值不同，导入后每空相等",
                "the fields had different weights; here each blank counts the same",
            )
        )
    if len(blanks) > 1 and len({frozenset(blank["accept"]) for blank in blanks}) == 1:
        found.append(
            finding(
                line,
                "unordered",
                "各空接受同样的答案，像是不分先后的并列项；请把答案分到各空并写 ordered: false",
                "all blanks take the same answers, as parallel items in any order do; give each"
                " blank its own and write ordered: false",
            )
        )
    stem = markdown(_FIELD.sub("____", text)).markdown
    return Made({"stem": Words(stem), "blanks": blanks}, found)


def _answers(content: str) -> list[Answer]:
    found = []
    for part in _BETWEEN.split(content):
        body, *notes = _NOTE.split(part, maxsplit=1)
        weighed = _WEIGHT.match(body)
        assert weighed is not None  # noqa: S101 - the pattern takes anything
        percent = 100.0 if weighed[1] == "=" else float((weighed[2] or "0").replace(",", "."))
        text = html.unescape(weighed[3]).replace("\\}", "}").replace("\\#", "#")
        why = escape(html.unescape(notes[0]).replace("\\}", "}")) if notes else ""
        found.append(Answer(text.strip(), percent, why.strip()))
    return found
