"""A printed examination as HTML: the students' version with its answer sheet, and the key.

Questions are grouped by type and numbered through, as Chinese papers are. ``crmlab bank pdf``
turns the pages into PDF files.
"""

from __future__ import annotations

from fractions import Fraction
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import Format
from question_bank.exports.formats.exam.questions import (
    blanks,
    choice,
    judgement,
    number,
    writing,
)
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried

_ZERO = Fraction(0)
_NUMERALS = "一二三四五六七八九十"
_WORDS = {
    "name": Text("姓名", "Name"),
    "student": Text("学号", "Student number"),
    "group": Text("班级", "Class"),
    "part": Text("题号", "Part"),
    "total": Text("总分", "Total"),
    "marks": Text("得分", "Marks"),
    "sheet": Text("答题卡", "Answer sheet"),
    "sheet_says": Text(
        "请把答案写在这张答题卡上，写在试卷上的不计分。",
        "Write your answers on this sheet; what stands on the paper is not marked.",
    ),
    "instructions": Text("考生须知", "Instructions"),
    "key": Text("参考答案与评分标准", "Answer key and mark scheme"),
    "answer": Text("答案", "Key"),
    "mistakes": Text("常见错误", "Typical mistakes"),
    "model": Text("参考答案", "Model answer"),
    "scheme": Text("评分要点", "Mark scheme"),
    "points": Text("分", "points"),
    "true": Text("对", "True"),
    "false": Text("错", "False"),
}
_SECTION = Text("（共 {count} 题，{points} 分）", " ({count} questions, {points} points)")
_FULL = Text("满分 {points} 分", "Full marks: {points}")
_TIME = Text("时间 {minutes} 分钟", "Time: {minutes} minutes")


def _points(value: Fraction) -> str:
    return f"{float(value):g}"


def _sections(pieces: Sequence[Carried], about: About) -> list[dict[str, Any]]:
    """Group questions by type, types in the order of their first question."""
    say = about.words.line
    kinds: dict[str, list[Carried]] = {}
    for each in pieces:
        kinds.setdefault(each.question.kind, []).append(each)
    numbers = count(1)
    made: list[dict[str, Any]] = []
    for position, (kind, found) in enumerate(kinds.items()):
        zh = _NUMERALS[position] if position < len(_NUMERALS) else str(position + 1)
        total = sum((each.question.points for each in found), start=_ZERO)
        rules = dict.fromkeys(say(q.rule.says) for q, _ in found if q.rule)
        sign = f"Part {position + 1}. " if about.words.main == "en" else f"{zh}、"
        made.append(
            {
                "sign": sign.rstrip("、. "),
                "title": sign
                + kind
                + say(_SECTION).format(count=len(found), points=_points(total)),
                "rules": list(rules),
                "questions": [
                    {"number": next(numbers), "points": _points(q.points), "id": q.id, **p.body}
                    for q, p in _once(found)
                ],
            }
        )
    return made


def _once(found: Sequence[Carried]) -> list[tuple[Any, Any]]:
    """Print a case's text before its first question only."""
    made, last = [], None
    for question, piece in found:
        case = getattr(question.item, "case", None)
        if case is not None and case == last:
            shorter = {**piece.body, "stem": piece.body["question"]}
            made.append((question, type(piece)(shorter, None, piece.losses)))
        else:
            made.append((question, piece))
        last = case
    return made


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("question_bank.exports.formats.exam", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("exam.html.j2")
    say = about.words.line
    total = _points(sum((each.question.points for each in pieces), start=_ZERO))
    facts = [say(_FULL).format(points=total)]
    if about.minutes is not None:
        facts.append(say(_TIME).format(minutes=about.minutes))
    shown = {
        "lang": "en" if about.words.main == "en" else "zh-CN",
        "title": say(about.title),
        "facts": facts,
        "instructions": markup.html(about.words.maybe(about.instructions)),
        "sections": _sections(pieces, about),
        "w": {name: say(text) for name, text in _WORDS.items()},
        "style": (files(__package__) / "exam.css").read_text(encoding="utf-8"),
    }
    return {
        "exam.html": template.render(**shown, key=False).encode(),
        "exam-key.html": template.render(**shown, key=True).encode(),
    }


FORMAT = Format(
    title=Text("打印试卷", "printed examination"),
    suffix="",
    handlers={
        Choice: choice,
        Judgement: judgement,
        Blanks: blanks,
        Number: number,
        Writing: writing,
    },
    bundle=_bundle,
    note=Text(
        "两个网页：试卷（附答题卡）和参考答案；用 crmlab bank pdf 或浏览器印成 PDF，由人评阅",
        "two pages: the paper with its answer sheet, and the key; PDF with crmlab bank pdf or"
        " a browser; marked by a person",
    ),
)
