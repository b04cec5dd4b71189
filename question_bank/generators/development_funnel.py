"""A campaign to win customers: contacts, enquiries, offers, orders, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import acquisition
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the conversions and the counts that follow from them."""
    percents = [
        draw.choice([20, 25, 30]),
        draw.choice([40, 50, 60]),
        # The hardest step by far: the mean of the three is never the last.
        draw.choice([10, 12, 15, 18]),
    ]
    contacts = draw.integer(1000, 3000, 1000)
    counts = [contacts]
    for percent in percents:
        counts.append(round(counts[-1] * percent / 100))
    steps = dict(zip(("contacts", "enquiries", "offers", "orders"), counts, strict=True))
    spend = counts[-1] * draw.integer(150, 400, 10)
    wanted = draw.integer(60, 180, 30)
    rates = [percent / 100 for percent in percents]
    table = acquisition.funnel(steps)
    slips = wrong("acquisition.funnel", steps, take=_last)
    return {
        **steps,
        **{f"percent_{n}": percent for n, percent in enumerate(percents, start=1)},
        "spend": spend,
        "wanted": wanted,
        "needed": acquisition.contacts_needed(wanted, rates),
        **wrong("acquisition.contacts_needed", wanted, rates),
        "cost": acquisition.acquisition_cost(spend, steps["orders"]),
        "cost_of_contact": spend / steps["contacts"],
        "cost_of_offer": spend / steps["offers"],
        "last": _last(table),
        "overall": 100 * float(table["share"].iloc[-1]),
        "conversion_of_first_step": slips["conversion_of_first_step"],
        "loss_for_conversion": slips["loss_for_conversion"],
    }


def _last(table: pd.DataFrame) -> float:
    return 100 * float(table["conversion"].iloc[-1])
