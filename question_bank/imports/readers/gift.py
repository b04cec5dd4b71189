"""GIFT: choices, judgements, short answers, numbers and prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.exports.gift_text import unescape
from question_bank.imports import answers as made
from question_bank.imports import gift_parts
from question_bank.imports.answers import Answer, Made, finding
from question_bank.imports.draft import Draft, Finding, Words
from question_bank.imports.html_text import escape, markdown
from question_bank.imports.marks import from_tags, own_id, place
from question_bank.imports.prose import prose
from question_bank.imports.reader import Reader, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.imports.gift_parts import Block, Choice, Parts

_JUDGED = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_BLANK = re.compile(r"_{3,}")
_RANGE = re.compile(r"^(.+?)\.\.(.+)$")
_LOST_HEAD = re.compile(r"^\[[^\]]+\]")


def _read(content: bytes) -> Iterator[Draft | Finding]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(Text("文件应为 UTF-8 编码", "the file should be UTF-8")) from None
    category = ""
    for block in gift_parts.blocks(text):
        if block.text.startswith("$CATEGORY:"):
            first, _, rest = block.text.partition("\n")
            category = first.partition(":")[2].strip()
            if not rest.strip():
                continue
            block = block._replace(text=rest, line=block.line + 1)
        yield from _question(block, category)


def _question(block: Block, category: str) -> Iterator[Draft | Finding]:
    try:
        parts = gift_parts.parts(block.text)
    except ValueError:
        yield finding(
            block.line,
            "braces",
            "花括号不成对，或题目中间有空行；这一段未导入",
            "the braces do not match, or a blank line cuts the question; left out",
        )
        return
    if parts.inside is None:
        yield finding(
            block.line,
            "description",
            "没有花括号，GIFT 当作说明文字，未导入；题目中间是否有空行？",
            "there are no braces, so it is a description and was left out; does a blank line cut"
            " the question?",
        )
        return
    if parts.form == "moodle" and _LOST_HEAD.match(parts.before):
        yield finding(
            block.line,
            "prefix",
            "题干开头的方括号不是 GIFT 的格式说明，会留在题干里",
            "the square brackets at the beginning are no format that GIFT knows; they stay",
        )
    kind, result, blank = _body(block.line, parts)
    yield from result.findings
    if result.fields is None:
        return
    stem = _rich(parts.before, parts.form)
    if blank:
        behind = _rich(parts.behind, parts.form)
        joined = f"{stem} ____ {behind}".strip() if behind else f"{stem}\n\n____"
        stem = stem if _BLANK.search(stem) else joined
    elif parts.behind:
        stem = f"{stem} ____ {_rich(parts.behind, parts.form)}"
    tags = [value for name, value in block.properties if name == "tag"]
    if kind == "short_answer" and "term" in tags:
        kind = "term"
    name = next((value for key, value in block.properties if key == "id"), "")
    fields: dict[str, Any] = {"stem": Words(stem), **place(category), **from_tags(tags)}
    yield Draft(kind, block.line, {**fields, **result.fields}, own_id(name))


def _rich(raw: str, form: str) -> str:
    """Return a text as Markdown."""
    text = unescape(raw).strip()
    if form == "html":
        return markdown(text).markdown
    return text if form == "markdown" else escape(text)


def _shown(text: str, form: str) -> str:
    """Return the words of an option."""
    if form != "html":
        return text
    return re.sub(r"\\(?=[\\*_`&<\]])", "", markdown(text).markdown)


def _body(line: int, parts: Parts) -> tuple[str, Made, bool]:
    """Return type, fields, and whether the answer is a blank of the stem."""
    inside = parts.inside or ""
    word = inside[: gift_parts.find(inside, "#")] if "#" in inside else inside
    if not inside:
        return "short_answer", prose(line, ""), False
    if word.strip().upper() in _JUDGED:
        return "true_false", _judgement(inside, parts.form), False
    if inside.startswith("#"):
        return "numeric", _number(line, inside[1:].strip(), parts.form), False
    found = list(gift_parts.choices(inside, "=~"))
    if any(choice.sign == "~" for choice in found):
        many = not any(choice.sign == "=" for choice in found)
        answers = [_answer(choice, parts.form, rich=True) for choice in found]
        return ("multiple" if many else "single"), made.choice(line, answers, many), False
    if any("->" in choice.text for choice in found):
        problem = finding(
            line, "type", "配对题未导入；请手工改写", "a matching question was left out"
        )
        return "", Made(None, [problem]), False
    if not found:
        problem = finding(
            line,
            "key",
            f"看不懂答案“{inside[:20]}”，未导入；判断题只能写 T 或 F",
            f"the answer '{inside[:20]}' means nothing in GIFT; true or false is T or F",
        )
        return "", Made(None, [problem]), False
    result = made.blank(line, [_answer(choice, parts.form, rich=False) for choice in found])
    fields = None if result.fields is None else {"blanks": [result.fields]}
    return "fill_in", Made(fields, result.findings), True


def _answer(choice: Choice, form: str, *, rich: bool) -> Answer:
    full = 100.0 if choice.sign == "=" else 0.0
    percent = full if choice.weight is None else choice.weight
    text = _shown(choice.text, form) if rich else choice.text
    why = markdown(choice.feedback).markdown if form == "html" else escape(choice.feedback)
    return Answer(text, percent, why)


def _judgement(inside: str, form: str) -> Made:
    word, *rest = _cut(inside)
    judged = _JUDGED[word.strip().upper()]
    wrong, right = ([_rich(text, form) for text in rest] + ["", ""])[:2]
    return made.judgement(judged, right if judged else wrong, wrong if judged else right)


def _cut(text: str) -> list[str]:
    """Cut a text at its unescaped number signs."""
    found = []
    while (mark := gift_parts.find(text, "#")) >= 0:
        found.append(text[:mark])
        text = text[mark + 1 :]
    return [*found, text]


def _number(line: int, inside: str, form: str) -> Made:
    found = list(gift_parts.choices(inside, "="))
    if not found:
        found = [gift_parts.choice("=", inside)]
    answers = []
    for choice in found:
        read = _answer(choice, form, rich=False)
        value, _, margin = read.text.partition(":")
        if bounds := _RANGE.match(value):
            try:
                low, high = float(bounds[1]), float(bounds[2])
            except ValueError:
                low = high = 0.0
            value, margin = f"{(low + high) / 2:.12g}", f"{abs(high - low) / 2:.12g}"
        answers.append(read._replace(text=value.strip(), tolerance=margin.strip()))
    return made.number(line, answers, {})


READER = Reader(Text("GIFT", "GIFT"), (".gift",), _read)
