"""Two customers of a supplier: what each buys here and in all, and what the second could bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw purchases in thousands; the first buys mostly here, the second mostly elsewhere."""
    all_a, all_b = draw.integer(200, 300, 20), draw.integer(800, 1200, 100)
    percent_a, percent_b = draw.integer(60, 80, 5), draw.integer(15, 30, 5)
    here_a, here_b = all_a * percent_a / 100, all_b * percent_b / 100
    best = retention.share_of_wallet([here_a], [all_a])
    slips = wrong("retention.share_of_wallet", [here_b], [all_b], only=["share_inverted"])
    return {
        "all_a": all_a,
        "all_b": all_b,
        "here_a": f"{here_a:g}",
        "here_b": f"{here_b:g}",
        "share": 100 * retention.share_of_wallet([here_b], [all_b]),
        "share_inverted": 100 * slips["share_inverted"],
        "share_to_rest": 100 * here_b / (all_b - here_b),
        "more": all_b * best - here_b,
        "whole_rest": all_b - here_b,
        "sales_not_more": all_b * best,
        # The difference of the shares taken of what is bought here already.
        "of_sales_here": here_b * (percent_a - percent_b) / 100,
    }
