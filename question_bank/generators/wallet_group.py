"""Three customers with different incomes: the group's share is total over total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw incomes and spending of one month; give the group's share in percent."""
    # A poor customer who spends much and a rich one who spends little keep the wrong mean
    # of shares well away from the right answer.
    incomes = [
        draw.integer(800, 1000, 20),
        draw.integer(1400, 1800, 20),
        draw.integer(2400, 3200, 50),
    ]
    rates = [draw.integer(8, 11), draw.integer(3, 5), draw.integer(1, 2)]
    spends = [round(y * rate / 100, 1) for y, rate in zip(incomes, rates, strict=True)]
    mistaken = wrong("retention.share_of_wallet", spends, incomes)
    names = "abc"
    return {
        **{f"income_{name}": income for name, income in zip(names, incomes, strict=True)},
        **{f"spend_{name}": spend for name, spend in zip(names, spends, strict=True)},
        "share": 100 * retention.share_of_wallet(spends, incomes),
        "mean_of_shares": 100 * mistaken["mean_of_shares"],
        "share_inverted": mistaken["share_inverted"],
        "largest": 100 * spends[0] / incomes[0],
    }
