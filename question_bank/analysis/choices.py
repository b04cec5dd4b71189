"""What people chose: every option, known mistake and other answer, and who chose it.

An answer is put under the names of what it shows: the letters of its options; otherwise the key,
a known mistake, a partly right, another or no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from crm_models.text import Text
from question_bank import option
from question_bank.analysis.covariance import correlation
from question_bank.analysis.extremes import lower, upper
from question_bank.marking.rules import DEFAULT, rule
from question_bank.variants import realise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from question_bank.analysis.scores import FloatArray, Scores
    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.responses.record import Response

KEY, PARTLY, OTHER, BLANK, UNREADABLE = "key", "partly", "other", "blank", "unreadable"
NAMES = {
    KEY: Text("正确", "right"),
    PARTLY: Text("部分正确", "partly right"),
    OTHER: Text("其他答案", "another answer"),
    BLANK: Text("未作答", "no answer"),
    UNREADABLE: Text("无法识别", "cannot be read"),
}


@dataclass(frozen=True)
class Choice:
    """One row of the table of distractors.

    Parameters
    ----------
    item, version
        The question; answers to different versions are never added up.
    label
        An option's letter, the name of a mistake, or one of ``NAMES``.
    text
        The option, or the name in words.
    right
        Whether it is (part of) the key.
    mistake
        The misconception that it stands for, if it is a named one.
    count, share
        How many chose it, of those who were asked.
    upper, lower
        Its share in the upper and the lower 27% by total points.
    correlation
        Of having chosen it with the points on all other questions.
    """

    item: str
    version: int
    label: str
    text: Text
    right: bool
    mistake: str | None
    count: int
    share: float
    upper: float
    lower: float
    correlation: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data; None for what is not defined."""
        data = {**vars(self), "text": self.text._asdict()}
        return {
            name: None if isinstance(value, float) and np.isnan(value) else value
            for name, value in data.items()
        }


def choices(responses: Sequence[Response], scores: Scores, bank: Bank) -> list[Choice]:
    """Return what was chosen, item by item, for the versions that the bank still holds."""
    row = {name: place for place, name in enumerate(scores.students)}
    column = {name: place for place, name in enumerate(scores.questions)}
    groups: dict[str, list[Response]] = {}
    for each in responses:
        if each.item in column and each.item in bank and each.version == bank[each.item].version:
            groups.setdefault(each.item, []).append(each)
    made: list[Choice] = []
    high, low = upper(scores.totals), lower(scores.totals)
    for name, answers in groups.items():
        item = bank[name]
        if item.by_hand:
            continue
        rows = np.array([row[each.student] for each in answers])
        shown = [labels(realise(item, each.seed or 0), each.response) for each in answers]
        rest = scores.rest[rows, column[name]]
        for label, text, right, mistake in _kinds(item, shown):
            chose = np.array([label in seen for seen in shown], dtype=float)
            made.append(
                Choice(
                    name,
                    item.version,
                    label,
                    text,
                    right,
                    mistake,
                    int(chose.sum()),
                    float(chose.mean()),
                    _share(chose, high[rows]),
                    _share(chose, low[rows]),
                    float(correlation(chose[:, None], rest[:, None])[0]),
                )
            )
    return made


def labels(item: Item, response: object) -> tuple[str, ...]:
    """Return what one answer to a realised item shows.

    Parameters
    ----------
    item
        The item of the answer's seed.
    response
        What was handed in, whatever it is.
    """
    if response is None or response in ("", []):
        return (BLANK,)
    options = getattr(item, "options", ())
    if options:
        chosen = option.read(response, options) or ""
        several = len(chosen) > 1 and not item.takes_rule
        return (UNREADABLE,) if several or not chosen else tuple(chosen)
    used = rule(DEFAULT) if item.takes_rule else None
    result = item.mark(response, out_of=Fraction(1), rule=used)
    if result.points == 1:
        return (KEY,)
    if result.mistake:
        return (result.mistake,)
    return (PARTLY,) if result.points else (OTHER,)


def _kinds(
    item: Item, shown: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, Text, bool, str | None]]:
    """Yield every label that can occur or did, with what it stands for."""
    seen = {label for labels in shown for label in labels}
    options = getattr(item, "options", ())
    for letter, choice in zip(option.letters(options), options, strict=True):
        yield letter, choice.text, choice.correct, choice.mistake
        seen.discard(letter)
    known = [] if options else [name for name in _mistakes(item) if name]
    for name in dict.fromkeys([*([] if options else [KEY]), *known]):
        yield name, NAMES.get(name, Text(name, name)), name == KEY, name if name in known else None
        seen.discard(name)
    for name in (PARTLY, OTHER, UNREADABLE, BLANK):
        if name in seen:
            yield name, NAMES[name], False, None


def _mistakes(item: Item) -> Iterator[str | None]:
    """Yield the names of the mistakes that marking can recognise."""
    for response in realise(item, 0).wrong_responses():
        yield response[1]


def _share(chose: FloatArray, weights: FloatArray) -> float:
    whole = float(weights.sum())
    return float((chose * weights).sum()) / whole if whole else float("nan")
