"""Complainers, the share of them fully satisfied, and what Coca-Cola's survey says they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.satisfaction import word_of_mouth
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw how many complained and how many of them were satisfied."""
    complainers = draw.integer(600, 1800, 300)
    # Never one half: a mix-up of the two shares could not be told apart.
    percent = draw.choice([30, 40, 60, 70, 80, 90])
    share = percent / 100
    reach = word_of_mouth.reach(complainers, share)["middle"]
    behaviour = word_of_mouth.behaviour(complainers, share)
    swapped = wrong("satisfaction.word_of_mouth.reach", complainers, share, take=_net)
    of_all = wrong(
        "satisfaction.word_of_mouth.behaviour", complainers, share, take=lambda table: table
    )["shares_of_all"]
    break_even = wrong("satisfaction.word_of_mouth.break_even")
    return {
        "complainers": complainers,
        "percent": percent,
        "unsatisfied_percent": 100 - percent,
        "satisfied": round(complainers * share),
        "unsatisfied": round(complainers * (1 - share)),
        "break_even": 100 * word_of_mouth.break_even(),
        "break_even_inverted": 100 * break_even["break_even_inverted"],
        "ratio_for_share": 100 * break_even["ratio_for_share"],
        "net": float(reach["net"]),
        "positive": float(reach["positive"]),
        "negative": float(reach["negative"]),
        "sum_of_both": float(reach["positive"]) + float(reach["negative"]),
        "shares_swapped": swapped["shares_swapped"],
        "boycott": float(behaviour["boycott"]),
        "boycott_of_all": float(of_all["boycott"]),
        "boycott_of_satisfied": float(word_of_mouth.behaviour(complainers, 1 - share)["boycott"]),
        "fewer": float(behaviour["boycott"] + behaviour["buy_less"]),
    }


def _net(table: pd.DataFrame) -> float:
    return float(table["middle"]["net"])
