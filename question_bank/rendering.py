"""An item as plain text: the question, and the key with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Lang, Text
from question_bank.marking.rounding import exact
from question_bank.option import LETTERS
from question_bank.rubric import Prose
from question_bank.types.case import Case, CaseQuestion
from question_bank.types.fill_in import FillIn
from question_bank.types.numeric import Numeric
from question_bank.types.true_false import TrueFalse

if TYPE_CHECKING:
    from question_bank.item import Item

_KEY = Text("答案：", "Key: ")


def plain(item: Item, *, key: bool) -> Text:
    """Return a question as text in both languages.

    Parameters
    ----------
    item
        A realised item.
    key
        Whether key and explanations follow.
    """
    return Text(_plain(item, "zh", key), _plain(item, "en", key))


def _plain(item: Item, lang: Lang, key: bool) -> str:
    lines = [f"{item.id} · {item.title.of(lang)} · {item.points:g}", item.stem.of(lang)]
    for letter, option in zip(LETTERS, getattr(item, "options", ()), strict=False):
        lines.append(f"  {letter}. {option.text.of(lang)}")
    if isinstance(item, Case):
        lines += _questions(item, lang, key)
    elif key:
        lines += ["", _KEY.of(lang) + item.key_text().of(lang), *_reasons(item, lang)]
    return "\n".join(lines)


def _questions(case: Case, lang: Lang, key: bool) -> list[str]:
    lines: list[str] = []
    for part, points in case.parts():
        if isinstance(part, CaseQuestion):
            lines += ["", f"{part.question.of(lang)} ({float(points):g})"]
            if key:
                lines += [_KEY.of(lang) + part.model.of(lang), *_reasons(part, lang)]
    return lines


def _reasons(item: Item, lang: Lang) -> list[str]:
    lines: list[str] = []
    for letter, option in zip(LETTERS, getattr(item, "options", ()), strict=False):
        sign = "✓" if option.correct else "✗"
        lines.append(f"  {sign} {letter}  {option.why.of(lang) if option.why else ''}")
    if isinstance(item, TrueFalse):
        for value, why in ((True, item.if_true), (False, item.if_false)):
            sign = "✓" if value is item.correct else "✗"
            lines.append(f"  {sign} {value}  {why.of(lang) if why else ''}")
    if isinstance(item, Numeric):
        lines.append(f"  ✓ {item.why.of(lang) if item.why else ''}")
        lines += [
            f"  ✗ {item.number(mistake.value):g}  {mistake.why.of(lang)}"
            + (f" [{mistake.name}]" if mistake.name else "")
            for mistake in item.mistakes
        ]
    if isinstance(item, FillIn):
        lines += [f"  {n}. {' / '.join(b.accept)}" for n, b in enumerate(item.blanks, start=1)]
    if isinstance(item, Prose):
        shares = item.shares(exact(item.points))
        lines += [
            f"  ({float(share):g}) {point.text.of(lang)}"
            for share, point in zip(shares, item.rubric, strict=True)
        ]
    return lines
