"""Answers with percentages, as Moodle's formats have them, into the fields of our types.

Each function returns fields and findings; fields are None where the question says too little
to be marked, so that nothing is guessed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_models.text import Text
from question_bank.exports.moodle_scoring import PERCENTS
from question_bank.imports.draft import Finding, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FULL = 100.0
_NEAR = 0.1
_EXACT = 1e-9
_LIST = [float(percent) for percent in PERCENTS]


class Answer(NamedTuple):
    """An answer, its percentage, its explanation (Markdown), and its tolerance for numbers."""

    text: str
    percent: float
    why: str = ""
    tolerance: str = ""


class Made(NamedTuple):
    """Fields of an item, and findings."""

    fields: dict[str, Any] | None
    findings: list[Finding]


def finding(line: int, code: str, zh: str, en: str) -> Finding:
    """Return a finding."""
    return Finding(line, Text(zh, en), code)


def choice(line: int, answers: Sequence[Answer], many: bool) -> Made:
    """Return the options of a choice."""
    found = [
        finding(
            line,
            "fraction",
            f"{answer.percent:g}% 不在 Moodle 允许的比例里；请核对这个选项的分值",
            f"{answer.percent:g}% is no fraction that Moodle allows; check this option",
        )
        for answer in answers
        if not any(abs(abs(answer.percent) - known) <= _NEAR / 100 for known in _LIST)
    ]
    positive = [answer.percent for answer in answers if answer.percent > 0]
    if not many and sum(percent == _FULL for percent in positive) != 1:
        found.append(
            finding(
                line,
                "key",
                "单选题没有恰好一个 100% 的选项，未导入；请补上答案",
                "a single choice without exactly one option of 100% was left out; add its key",
            )
        )
        return Made(None, found)
    if not many and len(positive) > 1:
        found.append(
            finding(
                line,
                "partial",
                "有的选项得部分分，本题库的单选题不支持，按错误选项导入",
                "an option with part of the points becomes a wrong one",
            )
        )
    if many and not positive:
        found.append(
            finding(
                line,
                "key",
                "没有一个选项得分，未导入；请补上答案",
                "no option earns anything; the question was left out; add its key",
            )
        )
        return Made(None, found)
    if many and abs(sum(positive) - _FULL) > _NEAR:
        found.append(
            finding(
                line,
                "fractions",
                f"得分选项合计 {sum(positive):g}%，不是 100%；请核对哪些选项正确",
                f"the options that earn add up to {sum(positive):g}%, not 100%; check the key",
            )
        )
    right = {_FULL} if not many else set(positive)
    options = [_option(answer, answer.percent in right) for answer in answers]
    return Made({"options": options}, found)


def _option(answer: Answer, correct: bool) -> dict[str, Any]:
    option: dict[str, Any] = {"text": Words(answer.text)}
    if correct:
        option["correct"] = True
    if answer.why:
        option["why"] = Words(answer.why)
    return option


def judgement(true_is_right: bool, if_true: str, if_false: str) -> Made:
    """Return a statement's key and explanations."""
    notes = {"if_true": if_true, "if_false": if_false}
    said = {name: Words(text) for name, text in notes.items() if text}
    return Made({"correct": true_is_right, **said}, [])


def blank(line: int, answers: Sequence[Answer]) -> Made:
    """Return one blank: what counts, and what is known to be wrong."""
    found = _partial(line, answers)
    accept, near = [], []
    for answer in answers:
        if "*" in answer.text.replace("\\*", ""):
            found.append(
                finding(
                    line,
                    "wildcard",
                    f"答案“{answer.text}”有通配符 *，未导入；请写出全部答案",
                    f"the answer '{answer.text}' has the wildcard *; write its answers out",
                )
            )
            continue
        text = answer.text.replace("\\*", "*")
        if answer.percent == _FULL:
            accept.append(text)
        elif answer.percent == 0 and answer.why:
            near.append({"answers": [text], "why": Words(answer.why)})
    if not accept:
        found.append(
            finding(
                line,
                "key",
                "没有一个答案得满分，未导入；请补上答案",
                "no answer earns everything; the question was left out; add its key",
            )
        )
        return Made(None, found)
    why = next((a.why for a in answers if a.percent == _FULL and a.why), "")
    made: dict[str, Any] = {"accept": accept}
    if why:
        made["why"] = Words(why)
    if near:
        made["near"] = near
    return Made(made, found)


def number(line: int, answers: Sequence[Answer], units: Mapping[str, float]) -> Made:
    """Return a number with its tolerance, the known mistakes and the units."""
    found = _partial(line, answers)
    try:
        values = [(float(a.text), float(a.tolerance or 0), a) for a in answers]
    except ValueError:
        values = []
    if not values or not all(math.isfinite(v) and math.isfinite(t) for v, t, _ in values):
        found.append(
            finding(
                line,
                "number",
                "答案不是数，未导入；请改正",
                "an answer is no number; the question was left out; correct it",
            )
        )
        return Made(None, found)
    keys = [each for each in values if each[2].percent == _FULL]
    if not keys:
        found.append(
            finding(
                line,
                "key",
                "没有一个答案得满分，未导入；请补上答案",
                "no answer earns everything; the question was left out; add its key",
            )
        )
        return Made(None, found)
    value, tolerance, key = keys[0]
    if len(keys) > 1:
        found.append(
            finding(
                line,
                "keys",
                "有几个满分的数，只导入第一个；其余请写成别的题",
                "several numbers earn everything; the first was taken",
            )
        )
    if not tolerance:
        found.append(
            finding(
                line,
                "tolerance",
                "没有允差，按精确相等导入；请写明允差",
                "there is no tolerance: only the exact number counts; set one",
            )
        )
    fields: dict[str, Any] = {"value": value, "tolerance": {"abs": abs(tolerance) or _EXACT}}
    fields |= _units(units)
    if key.why:
        fields["why"] = Words(key.why)
    wrong = [(v, a.why) for v, _, a in values if a.percent == 0 and a.why]
    if wrong:
        fields["mistakes"] = [{"value": v, "why": Words(why)} for v, why in wrong]
    return Made(fields, found)


def _units(units: Mapping[str, float]) -> dict[str, Any]:
    plain = [name for name, factor in units.items() if factor == 1]
    accept = ["percent"] if units.get("%") == _FULL else []
    accept += ["magnitude"] if "万" in units else []
    fields: dict[str, Any] = {"accept": accept} if accept else {}
    if len(plain) > 1:
        fields["unit"] = {"zh": plain[0], "en": plain[1]}
    elif plain:
        fields["unit"] = {"zh": plain[0], "en": plain[0]}
    return fields


def _partial(line: int, answers: Sequence[Answer]) -> list[Finding]:
    return [
        finding(
            line,
            "partial",
            f"答案“{answer.text}”得 {answer.percent:g}%，部分分未导入；请决定算对还是算错",
            f"the answer '{answer.text}' earns {answer.percent:g}%, which was left out;"
            " decide whether it counts",
        )
        for answer in answers
        if answer.percent not in (0, _FULL)
    ]
