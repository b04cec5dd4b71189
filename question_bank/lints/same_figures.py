"""Two items do not examine the same figures unless one names the other as related."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.variants import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

# A year, an amount, a range such as 4–5; what many items print says nothing.
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s*(?:[-–~～]|至|到)\s*\d+(?:\.\d+)?)?%?")
_RANGE = re.compile(r"\s*(?:[-–~～]|至|到)\s*")
_RARE, _SHARED, _PART = 5, 3, 0.4


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find items that share three figures, two fifths of all, which hardly any other item prints.

    What a generator draws is not looked at: its name says already which items share it.
    """
    printed: dict[str, list[int]] = defaultdict(list)
    items = list(bank)
    own = [_figures(item) for item in items]
    for place, figures in enumerate(own):
        for figure in figures:
            printed[figure].append(place)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for figure, places in printed.items():
        if len(places) <= _RARE:
            for n, first in enumerate(places):
                for later in places[n + 1 :]:
                    shared[first, later].append(figure)
    for (first, later), common in shared.items():
        one, other = items[first], items[later]
        enough = max(_SHARED, _PART * min(len(own[first]), len(own[later])))
        if len(common) >= enough and not _known(one, other):
            found = ", ".join(sorted(common))
            text = Text(
                f"与 {one.id} 用了同样的数据（{found}）；请换数据，或在 related 里写明",
                f"has the same figures as {one.id} ({found}); change them, or name it in related",
            )
            yield Finding(other, text, ("stem",))


def _figures(item: Item) -> set[str]:
    """Return the ranges and the figures of three digits or more that the question prints."""
    options = (option.text.zh for option in getattr(item, "options", ()))
    questions = (question.stem.zh for question in getattr(item, "questions", ()))
    text = PLACEHOLDER.sub(" ", " ".join((item.stem.zh, *options, *questions)))
    found = {_RANGE.sub("-", figure) for figure in _FIGURE.findall(text)}
    return {figure for figure in found if "-" in figure or sum(map(str.isdigit, figure)) > 2}


def _known(one: Item, other: Item) -> bool:
    same = one.generator is not None and one.generator == other.generator
    return same or one.id in other.related or other.id in one.related
