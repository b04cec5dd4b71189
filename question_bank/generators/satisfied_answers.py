"""How many gave each of five answers to "how satisfied are you?": CSAT in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import satisfaction
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_ANSWERS = (1, 2, 3, 4, 5)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the five counts."""
    # So few fours against the answers below them that the mean in percent stays above CSAT.
    counts = [
        draw.integer(3, 12),
        draw.integer(8, 20),
        draw.integer(20, 40),
        draw.integer(40, 70),
        draw.integer(20, 60),
    ]
    return {
        **{f"n{answer}": count for answer, count in zip(_ANSWERS, counts, strict=True)},
        "n": sum(counts),
        "satisfied": counts[3] + counts[4],
        "csat": satisfaction.csat(_ANSWERS, weights=counts),
        "neutral_counted": satisfaction.csat(_ANSWERS, satisfied_from=3, weights=counts),
        "net": 100 * (counts[3] + counts[4] - counts[0] - counts[1]) / sum(counts),
        **wrong("satisfaction.csat", _ANSWERS, weights=counts),
    }
