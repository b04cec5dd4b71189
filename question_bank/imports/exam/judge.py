"""Turns a printed question into a draft, or says why not: nothing is filled in by guessing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from question_bank.imports.answers import finding
from question_bank.imports.draft import Draft, Words
from question_bank.imports.exam import keys
from question_bank.imports.html_text import escape
from question_bank.imports.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.imports.draft import Finding
    from question_bank.imports.exam.collect import Raw

_BLANK = re.compile(r"_{3,}|[(（][\s\u3000]*[)）]")
_DEFINED = re.compile(r"^(.{1,40}?)\s*(?:——|--|—)\s*(.+)$", re.DOTALL)
_POINT = re.compile(r"(?:^|(?<=[。；;\n]))\s*[(（]?(\d{1,2})[)）.、．]\s*")
_GLUED = re.compile(r"(?<![A-Za-z])[A-H]\s*[.．、]")
_ALL = "ABCDEFGH"


def judge(raw: Raw) -> Iterator[Draft | Finding]:
    """Yield what comes of a question."""
    odd = _Odd(raw)
    if raw.section == "term":
        yield from _term(raw, odd)
    elif raw.section in ("short_answer", "case"):
        yield from _short(raw, odd)
    elif raw.section == "fill_in":
        yield from _fill(raw, odd)
    else:
        yield from _objective(raw, odd)


class _Odd:
    """Makes findings about one question."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw

    def __call__(self, code: str, zh: str, en: str, line: int | None = None) -> Finding:
        number = self.raw.number
        where = self.raw.line if line is None else line
        return finding(where, code, f"第 {number} 题：{zh}", f"question {number}: {en}")

    def left_out(self, code: str, zh: str, en: str, line: int | None = None) -> Finding:
        return self(code, f"{zh}，未导入", f"{en}; left out", line)


def _fields(raw: Raw, stem: str) -> dict[str, Any]:
    points = {"points": raw.points} if raw.points else {}
    return {"stem": Words(escape(stem)), **points}


def _key(raw: Raw, odd: _Odd) -> tuple[str | None, Finding | None]:
    """Return the one key of a question as it is printed, or what is odd about it."""
    printed = [text for _, text in raw.keys]
    inside = keys.inline(raw.stem)
    if len(set(printed)) > 1:
        return None, odd.left_out("keys", "答案印了两个而且不同", "two different keys are printed")
    if printed:
        meant = keys.letters(printed[0])
        if inside and meant and keys.letters(inside[0]) not in (None, meant):
            return None, odd.left_out(
                "keys",
                f"题干里的（{inside[0]}）与答案 {printed[0]} 不一致",
                f"({inside[0]}) in the stem contradicts the key {printed[0]}",
            )
        return printed[0], None
    if len(inside) > 1:
        return None, odd.left_out(
            "keys", "题干里有几处像答案的括号", "several brackets in the stem look like keys"
        )
    if not inside:
        return None, odd.left_out("key", "没有答案", "there is no key")
    return inside[0], None


def _objective(raw: Raw, odd: _Odd) -> Iterator[Draft | Finding]:
    key, problem = _key(raw, odd)
    if problem or key is None:
        if problem:
            yield problem
        return
    judged = keys.judged(key)
    if judged is not None and not raw.options and raw.section in ("", "true_false"):
        yield Draft(
            "true_false",
            raw.line,
            {**_fields(raw, _unkeyed(raw).rstrip("　（）() ")), "correct": judged},
        )
        return
    letters = keys.letters(key)
    if letters is None:
        yield odd.left_out("key", f"看不懂答案“{key}”", f"the key '{key}' cannot be read")
        return
    yield from _choice(raw, letters, odd)


def _unkeyed(raw: Raw) -> str:
    return raw.stem if raw.keys else keys.emptied(raw.stem)


def _choice(raw: Raw, key: str, odd: _Odd) -> Iterator[Draft | Finding]:
    printed = "".join(letter for letter, _ in raw.options)
    if not printed:
        yield odd.left_out("options", f"答案是 {key}，却没有选项", f"key {key}, but no options")
    elif not raw.stem:
        yield odd.left_out("stem", "没有题干", "there is no stem")
    elif printed != _ALL[: len(printed)]:
        yield odd.left_out(
            "options",
            f"选项是 {'、'.join(printed)}，不是从 A 起连续的，可能混入了别的题",
            f"the options are {', '.join(printed)} and not A, B, ...: another question's may be"
            " among them",
        )
    elif len(printed) < 2 or not all(text for _, text in raw.options):
        yield odd.left_out("options", "选项不全", "options are missing or empty")
    elif glued := next((text for _, text in raw.options if _GLUED.search(text)), ""):
        yield odd.left_out(
            "options",
            f"选项“{glued}”里像是还有一个选项，请用空格或换行分开",
            f"the option '{glued}' seems to hold another one; put a space or a line between",
        )
    elif not set(key) <= set(printed):
        yield odd.left_out(
            "key", f"答案 {key} 不在选项 {printed} 里", f"key {key} is not among {printed}"
        )
    elif raw.section == "single" and len(key) > 1:
        yield odd.left_out(
            "key", f"单选题的答案有 {len(key)} 个", f"a single choice with {len(key)} keys"
        )
    else:
        many = raw.section == "multiple" or len(key) > 1
        options = [
            {"text": Words(text), **({"correct": True} if letter in key else {})}
            for letter, text in raw.options
        ]
        kind = "multiple" if many else "single"
        yield Draft(kind, raw.line, {**_fields(raw, _unkeyed(raw)), "options": options})


def _fill(raw: Raw, odd: _Odd) -> Iterator[Draft | Finding]:
    drawn = len(_BLANK.findall(raw.stem))
    if not drawn:
        yield odd.left_out(
            "blanks", "没有标出空（____），请标出后再导入", "no blank (____) is marked"
        )
        return
    if not raw.keys:
        yield odd.left_out("key", "没有答案", "there is no key")
        return
    answers = [part.strip() for part in re.split(r"[;；|]", raw.keys[0][1]) if part.strip()]
    if len(answers) != drawn:
        yield odd.left_out(
            "blanks",
            f"有 {drawn} 个空、{len(answers)} 个答案（答案之间请用分号）",
            f"{drawn} blanks but {len(answers)} answers (put semicolons between them)",
        )
        return
    stem = _BLANK.sub("____", raw.stem)
    blanks = [{"accept": [answer]} for answer in answers]
    yield Draft("fill_in", raw.line, {**_fields(raw, stem), "blanks": blanks})


def _term(raw: Raw, odd: _Odd) -> Iterator[Draft | Finding]:
    answer = "\n\n".join(part for part in raw.reply if part)
    word = raw.stem
    if not answer and (found := _DEFINED.match(raw.stem)):
        word, answer = found[1], found[2]
    yield from _prose("term", raw, f"名词解释：{word}", answer, odd)


def _short(raw: Raw, odd: _Odd) -> Iterator[Draft | Finding]:
    answer = "\n\n".join(part for part in raw.reply if part)
    if not answer and raw.keys:
        answer = raw.keys[0][1]
    if raw.section == "case":
        yield odd(
            "case", "案例题按简答导入，请把案例正文补进题干", "a case question: add the case itself"
        )
    yield from _prose("short_answer", raw, raw.stem, answer, odd)


def _prose(kind: str, raw: Raw, stem: str, answer: str, odd: _Odd) -> Iterator[Draft | Finding]:
    if not raw.stem:
        yield odd.left_out("stem", "没有题干", "there is no stem")
        return
    points = [part.strip() for part in _POINT.split(answer)[2::2] if part.strip()]
    result = prose(raw.line, escape(answer))
    fields = {**_fields(raw, stem), **(result.fields or {})}
    if len(points) > 1:
        fields["rubric"] = [{"text": Words(point)} for point in points]
        yield odd(
            "weights",
            f"答案有 {len(points)} 个要点，没有印分值，先按相等导入",
            f"the answer has {len(points)} points without marks; they count the same for now",
        )
    yield from (each for each in result.findings if len(points) <= 1 or each.code != "rubric")
    yield Draft(kind, raw.line, fields)
