"""Ten customers by repeat purchase and attitude: the loyalty matrix of Dick and Basu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.satisfaction import loyalty
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_CUT = (50, 3.5)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw ten customers in random order; more are loyal in behaviour alone than in attitude."""
    kinds = ["spurious"] * draw.integer(3, 4) + ["latent"] * draw.integer(1, 2) + ["loyal"] * 2
    kinds += ["none"] * (10 - len(kinds))
    customers = [
        (
            draw.integer(60, 95, 5) if kind in ("loyal", "spurious") else draw.integer(5, 40, 5),
            draw.decimal(3.9, 4.9, 1) if kind in ("loyal", "latent") else draw.decimal(1.4, 3.1, 1),
        )
        for kind in draw.shuffled(kinds)
    ]
    repeat, attitude = zip(*customers, strict=True)
    found = loyalty.dick_basu(repeat, attitude, cut=_CUT).tolist()
    swapped = wrong(
        "satisfaction.loyalty.dick_basu",
        repeat,
        attitude,
        cut=_CUT,
        take=lambda classes: classes.tolist().count("spurious"),
        only=("latent_and_spurious_swapped",),
    )
    return {
        **{f"repeat_{n}": share for n, share in enumerate(repeat, start=1)},
        **{f"attitude_{n}": score for n, score in enumerate(attitude, start=1)},
        "spurious": found.count("spurious"),
        "high_repeat": found.count("spurious") + found.count("loyal"),
        **swapped,
    }
