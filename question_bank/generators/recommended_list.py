"""A list of ten recommendations against what was bought: precision and recall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import evaluation
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw hits and purchases; give precision and recall in percent."""
    return until_apart(
        lambda: _once(draw),
        ["precision", "recall", "of_everything", "missed_share"],
        by=1.5,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    listed = draw.choice((8, 10, 12, 15, 20))
    hits = draw.integer(3, listed - 4)
    bought = hits + draw.integer(2, 12)
    goods = draw.integer(120, 300, 20)
    counts: dict[str, Any] = {
        "hits": hits,
        "false_alarms": listed - hits,
        "missed": bought - hits,
        "rightly_left": goods - listed - bought + hits,
    }
    right = evaluation.scores(**counts)
    names = ["share_of_everybody", "precision_and_recall_swapped"]
    slips = wrong("evaluation.scores", only=names, take=lambda scores: scores, **counts)
    return {
        "listed": listed,
        "hits": hits,
        "bought": bought,
        "goods": goods,
        "precision": 100 * right.precision,
        "recall": 100 * right.recall,
        "swapped": 100 * slips["precision_and_recall_swapped"].recall,
        "of_everything": 100 * slips["share_of_everybody"].recall,
        "missed_share": 100 * (1 - right.recall),
    }
