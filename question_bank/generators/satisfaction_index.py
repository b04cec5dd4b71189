"""Mean answers to three questions from 1 to 10 and their weights: the index from 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import satisfaction
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw means and weights; the question of the greatest weight has the best answers."""
    means = [draw.decimal(8.0, 8.8, 1), draw.decimal(6.8, 7.4, 1), draw.decimal(5.6, 6.4, 1)]
    first, second = draw.choice([0.5, 0.55, 0.6]), draw.choice([0.2, 0.25])
    weights = [first, second, round(1 - first - second, 2)]
    names = ("overall", "expected", "ideal")
    return {
        **{f"mean_{name}": mean for name, mean in zip(names, means, strict=True)},
        **{f"weight_{name}": weight for name, weight in zip(names, weights, strict=True)},
        "weighted_mean": sum(w * x for w, x in zip(weights, means, strict=True)),
        "index": satisfaction.acsi_score(means, weights),
        **wrong("satisfaction.acsi_score", means, weights),
    }
