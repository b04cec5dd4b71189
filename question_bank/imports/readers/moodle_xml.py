"""Moodle XML: choices, judgements, short answers, numbers, essays, and cloze with words."""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.imports import answers as made
from question_bank.imports.answers import Answer, Made, finding
from question_bank.imports.cloze import cloze
from question_bank.imports.draft import Draft, Finding, Words
from question_bank.imports.html_text import escape, markdown
from question_bank.imports.marks import from_tags, own_id, place
from question_bank.imports.prose import prose
from question_bank.imports.reader import Reader, Unreadable
from question_bank.imports.xml_tree import Node, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLANK = re.compile(r"_{3,}")
_PROSE = ("term", "short_answer")


def _read(content: bytes) -> Iterator[Draft | Finding]:
    root = parse(content)
    if root.name != "quiz":
        raise Unreadable(
            Text("这不是 Moodle XML（最外层应为 quiz）", "this is no Moodle XML (quiz is missing)")
        )
    category = ""
    for node in root.all("question"):
        kind = node.attributes.get("type", "")
        if kind == "category":
            category = node.value("category", "text")
        elif kind == "description":
            yield finding(
                node.line,
                "description",
                "说明文字不是题目，未导入",
                "a description is no question and was left out",
            )
        else:
            yield from _question(node, kind, category)


def _question(node: Node, kind: str, category: str) -> Iterator[Draft | Finding]:
    reader = _KINDS.get(kind)
    if reader is None:
        yield finding(
            node.line,
            "type",
            f"没有与 {kind} 对应的题型，未导入；请手工改写",
            f"there is no type for {kind}; the question was left out; rewrite it by hand",
        )
        return
    stem, media = _rich(node.first("questiontext"))
    if media:
        yield finding(
            node.line,
            "media",
            f"题干里有 {'、'.join(media)}，没有导入；请把内容写成文字或表格",
            f"the stem has {', '.join(media)}, which was left out; put it into words or a table",
        )
    tags = [tag.value("text") for tags in node.all("tags") for tag in tags.all("tag")]
    item_type, result = reader(node, stem)
    yield from result.findings
    if result.fields is None:
        return
    if item_type in _PROSE:
        item_type = next((tag for tag in tags if tag in _PROSE), item_type)
    fields: dict[str, Any] = {"stem": Words(stem), **place(category), **from_tags(tags)}
    points = _float(node.value("defaultgrade"))
    if points:
        fields["points"] = points
    yield Draft(item_type, node.line, {**fields, **result.fields}, own_id(node.value("idnumber")))


def _rich(node: Node | None) -> tuple[str, tuple[str, ...]]:
    """Return a text as Markdown, by its format."""
    if node is None:
        return "", ()
    text = node.value("text")
    form = node.attributes.get("format", "html")
    if form == "markdown":
        return text, ()
    if form == "plain_text":
        return escape(text), ()
    return markdown(text)


def _answers(node: Node, *, rich: bool) -> list[Answer]:
    found = []
    for each in node.all("answer"):
        text = each.value("text")
        if rich and each.attributes.get("format", "html") == "html":
            text = _unmarked(text)
        found.append(
            Answer(
                text,
                _float(each.attributes.get("fraction", "0")),
                _rich(each.first("feedback"))[0],
                each.value("tolerance"),
            )
        )
    return found


def _unmarked(text: str) -> str:
    """Return the words of an option: our options have no markup."""
    plain = re.sub(r"<[^>]+>", "", re.sub(r"</p>\s*<p[^>]*>", " ", text))
    return " ".join(html.unescape(plain).split())


def _float(text: str) -> float:
    """Return a number, 0 for what is none."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def _choice(node: Node, stem: str) -> tuple[str, Made]:  # noqa: ARG001
    many = node.value("single").lower() in ("false", "0")
    result = made.choice(node.line, _answers(node, rich=True), many)
    return ("multiple" if many else "single"), result


def _judgement(node: Node, stem: str) -> tuple[str, Made]:  # noqa: ARG001
    by_word = {answer.text.lower(): answer for answer in _answers(node, rich=False)}
    if set(by_word) != {"true", "false"}:
        problem = finding(
            node.line,
            "key",
            "判断题的两个答案应为 true 和 false，未导入",
            "the answers of a true/false question should be true and false; left out",
        )
        return "true_false", Made(None, [problem])
    yes, no = by_word["true"], by_word["false"]
    return "true_false", made.judgement(yes.percent == 100, yes.why, no.why)


def _short(node: Node, stem: str) -> tuple[str, Made]:
    result = made.blank(node.line, _answers(node, rich=False))
    if node.value("usecase") == "1":
        result.findings.append(
            finding(
                node.line,
                "case",
                "原题区分大小写，本题库不区分",
                "case mattered there; it does not here",
            )
        )
    return "fill_in", _one_blank(result, stem)


def _one_blank(result: Made, stem: str) -> Made:
    if result.fields is None:
        return result
    fields: dict[str, Any] = {"blanks": [result.fields]}
    if not _BLANK.search(stem):
        # The field below the question becomes a blank in it.
        fields["stem"] = Words(f"{stem}\n\n____")
    return Made(fields, result.findings)


def _number(node: Node, stem: str) -> tuple[str, Made]:  # noqa: ARG001
    units = {
        unit.value("unit_name"): _float(unit.value("multiplier") or "1")
        for listed in node.all("units")
        for unit in listed.all("unit")
    }
    return "numeric", made.number(node.line, _answers(node, rich=False), units)


def _essay(node: Node, stem: str) -> tuple[str, Made]:  # noqa: ARG001
    return "short_answer", prose(node.line, _rich(node.first("graderinfo"))[0])


def _cloze(node: Node, stem: str) -> tuple[str, Made]:  # noqa: ARG001
    return "fill_in", cloze(node.line, node.value("questiontext", "text"))


_KINDS: dict[str, Callable[[Node, str], tuple[str, Made]]] = {
    "multichoice": _choice,
    "truefalse": _judgement,
    "shortanswer": _short,
    "numerical": _number,
    "essay": _essay,
    "cloze": _cloze,
    "multianswer": _cloze,
}

READER = Reader(Text("Moodle XML", "Moodle XML"), (".xml",), _read)
