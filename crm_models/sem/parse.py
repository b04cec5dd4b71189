"""Read a specification from text or from plain data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crm_models.errors import ModelError
from crm_models.sem.specification import Construct, Path, Specification
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.sem.specification import Mode

_LINE = re.compile(r"(?P<left>.+?)\s*(?P<sign>=~|<~|->|→)\s*(?P<right>.+)")
_RANGE = re.compile(r"(?P<stem>.*?)(?P<first>\d+)\s*\.\.\s*(?P<again>.*?)(?P<last>\d+)")
_MODES: dict[str, Mode] = {"=~": "A", "<~": "B"}


def specification(text: str) -> Specification:
    """Read a figure from text, one line per construct or bundle of arrows.

    ``Name =~ x1, x2`` measures in mode A (the construct shows in its indicators),
    ``Name <~ x1, x2`` in mode B (the indicators make up the construct), ``x1..x5`` stands for
    five columns, ``A, B -> C, D`` draws arrows (``→`` is as good). ``#`` starts a comment.

    Raises
    ------
    ModelError
        A line that cannot be read, or a figure that cannot be estimated.

    Examples
    --------
    >>> figure = specification('''
    ...     质量 <~ 外观, 性能, 服务        # 形成型
    ...     满意 =~ SAT1..SAT3            # 反映型
    ...     质量 → 满意
    ... ''')
    >>> figure["满意"].indicators
    ('SAT1', 'SAT2', 'SAT3')
    >>> figure.exogenous
    ('质量',)
    """
    constructs: list[Construct] = []
    arrows: list[Path] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ModelError(
                f"第 {number} 行“{line}”看不懂："
                "要写成“构念 =~ 题项”、“构念 <~ 题项”或“构念 -> 构念”",
                f"line {number}, {line!r}, cannot be read: write 'construct =~ indicators', "
                "'construct <~ indicators' or 'construct -> construct'",
            )
        left, sign, right = match["left"], match["sign"], match["right"]
        if sign in _MODES:
            columns = tuple(c for part in _parts(right, number) for c in _columns(part, number))
            constructs.append(Construct(left.strip(), columns, _MODES[sign]))
        else:
            targets = _parts(right, number)
            arrows += [Path(a, b) for a in _parts(left, number) for b in targets]
    return Specification(constructs, arrows)


def from_plain(data: dict[str, Any]) -> Specification:
    """Build a specification from the plain data of ``Specification.to_dict``."""
    constructs = [
        Construct(
            each["name"],
            tuple(each["indicators"]),
            each["mode"],
            None if each["label"] is None else Text(**each["label"]),
        )
        for each in data["constructs"]
    ]
    return Specification(constructs, [Path(source, target) for source, target in data["paths"]])


def _parts(text: str, number: int) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,，、+]", text)]
    if not all(parts):
        raise ModelError(
            f"第 {number} 行“{text}”中逗号之间是空的",
            f"line {number}: nothing between two commas in {text!r}",
        )
    return parts


def _columns(part: str, number: int) -> list[str]:
    if ".." not in part:
        return [part]
    match = _RANGE.fullmatch(part)
    if match is None or match["again"] not in ("", match["stem"]):
        raise ModelError(
            f"第 {number} 行的“{part}”看不懂：范围要写成 SAT1..SAT3",
            f"line {number}: {part!r} cannot be read; write a range like SAT1..SAT3",
        )
    first, last = int(match["first"]), int(match["last"])
    if last < first:
        raise ModelError(
            f"第 {number} 行的范围“{part}”是倒着的",
            f"line {number}: the range {part!r} runs backwards",
        )
    return [f"{match['stem']}{index}" for index in range(first, last + 1)]
