"""The members of a shop by purchases and complaints: repeat-purchase rate and complaint rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models import satisfaction
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the groups; about a third of the members never bought."""
    once, twice = draw.integer(70, 110, 2), draw.integer(30, 50, 2)
    thrice = draw.integer(12, 26, 2)
    buyers = once + twice + thrice
    idle = draw.integer(round(0.4 * buyers), round(0.6 * buyers))
    one_complaint, two_complaints = draw.integer(10, 20), draw.integer(2, 4)
    members = pd.DataFrame(
        {
            "praises": False,
            "names_brand": False,
            "purchases": np.repeat([1, 2, 3, 0], [once, twice, thrice, idle]),
            "complaints": 0,
            "amount": 0.0,
        }
    )
    members.loc[: one_complaint - 1, "complaints"] = 1
    members.loc[one_complaint : one_complaint + two_complaints - 1, "complaints"] = 2
    panel = satisfaction.indicator_panel(members)
    complainers = one_complaint + two_complaints
    slips = wrong("satisfaction.indicator_panel", members, take=dict)
    return {
        "members": len(members),
        "idle": idle,
        "once": once,
        "twice": twice,
        "thrice": thrice,
        "buyers": buyers,
        "repeaters": twice + thrice,
        "one_complaint": one_complaint,
        "two_complaints": two_complaints,
        "complainers": complainers,
        "complaint_rate": 100 * float(panel["complaint_rate"]),
        "complaints_per_customer": 100 * float(slips["complaints_per_customer"]["complaint_rate"]),
        "complainers_of_members": 100 * complainers / len(members),
        "complaints_of_buyers": 100 * (complainers + two_complaints) / buyers,
        "repeat_rate": 100 * float(panel["repeat_rate"]),
        "repeat_as_count": float(slips["repeat_as_count"]["repeat_rate"]),
        "repeaters_of_members": 100 * (twice + thrice) / len(members),
        "three_times_only": 100 * thrice / buyers,
    }
