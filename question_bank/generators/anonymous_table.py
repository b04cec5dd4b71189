"""Ten customers without names, by age, gender and district: how well they are hidden."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from crm_models import privacy
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_TRAITS = ["age", "gender", "district"]
_NUMBERS = ["k", "one_trait", "number_of_groups", "largest_group"]
_AGES = ("20-29", "30-39")
# Sizes of groups of alike people in which the smallest, the largest and their number differ.
_SIZES = ((2, 3, 5), (1, 4, 5), (1, 2, 2, 5), (2, 2, 6), (1, 3, 6), (2, 4, 4), (3, 7))


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw groups of ten people; give k of the table and what mistakes make of it."""
    return until_apart(lambda: _once(draw), _NUMBERS, by=0.5)


def _once(draw: Draw) -> Mapping[str, Value]:
    sizes = draw.choice(_SIZES)
    every = [(age, gender, place) for age in _AGES for gender in "FM" for place in "AB"]
    groups = draw.sample(every, len(sizes))
    rows = draw.shuffled([who for who, n in zip(groups, sizes, strict=True) for _ in range(n)])
    single = min(min(Counter(column).values()) for column in zip(*rows, strict=True))
    counts = (min(sizes), single, len(sizes), max(sizes))
    if len(set(counts)) < len(counts):
        return dict(zip(_NUMBERS, counts, strict=True))  # not apart: drawn again
    table = pd.DataFrame(rows, columns=_TRAITS)
    slips = wrong("privacy.k_anonymity", table, _TRAITS, take=int)
    return {
        **{f"row{n}": " | ".join(row) for n, row in enumerate(rows, start=1)},
        "k": privacy.k_anonymity(table, _TRAITS),
        "number_of_groups": slips["number_of_groups"],
        "largest_group": slips["largest_group"],
        "one_trait": slips["one_trait_at_a_time"],
    }
