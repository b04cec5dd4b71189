"""The two Kano answers of ten respondents about one feature: how many find it a must-be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models.satisfaction import kano
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_MIDDLE = (2, 3, 4)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw ten pairs in random order; one reverse pair looks like a must-be read sideways."""
    must = draw.integer(3, 4)
    pairs = [(draw.choice(_MIDDLE), 5) for _ in range(must)]
    pairs += [(1, 5)] * 2
    pairs += [(1, draw.choice(_MIDDLE)) for _ in range(2)]
    pairs += [(5, draw.choice(_MIDDLE))]
    pairs += [(draw.choice(_MIDDLE), draw.choice(_MIDDLE)) for _ in range(10 - len(pairs))]
    has, lacks = (pd.Series(answers) for answers in zip(*draw.shuffled(pairs), strict=True))
    found = kano.classify(has, lacks)
    return {
        **{f"has_{n}": int(answer) for n, answer in enumerate(has, start=1)},
        **{f"lacks_{n}": int(answer) for n, answer in enumerate(lacks, start=1)},
        "must_be": _count(found, "M"),
        "with_one_dimensional": _count(found, "M") + _count(found, "O"),
        "attractive": _count(found, "A"),
        **wrong(
            "satisfaction.kano.classify",
            has,
            lacks,
            take=lambda letters: _count(letters, "M"),
            only=("questions_swapped",),
        ),
    }


def _count(letters: pd.DataFrame, letter: str) -> int:
    return int((letters == letter).to_numpy().sum())
