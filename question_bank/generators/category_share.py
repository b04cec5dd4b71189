"""What three regulars spend on coffee in all and at one bar: its share of wallet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_NAMES = ("a", "b", "c")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw spending and cups; the cups here are cheaper, so visits say more than money."""
    in_all = [draw.integer(100, 140, 10), draw.integer(200, 260, 10), draw.integer(360, 460, 20)]
    percent = [draw.integer(70, 85, 5), draw.integer(35, 50, 5), draw.integer(15, 25, 5)]
    here = [round(total * share / 100, 1) for total, share in zip(in_all, percent, strict=True)]
    # 12 yuan a cup here, about 25 elsewhere.
    cups = [max(1, round(spent / 12)) for spent in here]
    others = [max(1, round((t - s) / 25)) for t, s in zip(in_all, here, strict=True)]
    mistaken = wrong("retention.share_of_wallet", here, in_all)
    return {
        **{f"all_{name}": total for name, total in zip(_NAMES, in_all, strict=True)},
        **{f"here_{name}": spent for name, spent in zip(_NAMES, here, strict=True)},
        **{f"cups_{name}": n for name, n in zip(_NAMES, cups, strict=True)},
        **{
            f"all_cups_{name}": n + other
            for name, n, other in zip(_NAMES, cups, others, strict=True)
        },
        "share": 100 * retention.share_of_wallet(here, in_all),
        "share_of_visits": 100 * sum(cups) / (sum(cups) + sum(others)),
        "mean_of_shares": 100 * mistaken["mean_of_shares"],
        "share_inverted": mistaken["share_inverted"],
    }
