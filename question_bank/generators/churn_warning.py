"""Members warned of and members who left: precision, recall, F1, accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import evaluation
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the four counts; give the scores in percent."""
    return until_apart(
        lambda: _once(draw),
        ["precision", "recall", "share_of_everybody", "accuracy"],
        ["f1", "mean", "accuracy", "product", "never"],
        by=0.35,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    counts: dict[str, Any] = {
        "hits": draw.integer(24, 60),
        "false_alarms": draw.integer(30, 120),
        "missed": draw.integer(8, 40),
        "rightly_left": draw.integer(500, 900, 10),
    }
    right = evaluation.scores(**counts)
    slips = wrong("evaluation.scores", take=lambda made: made, **counts)
    return {
        **counts,
        "warned": counts["hits"] + counts["false_alarms"],
        "leavers": counts["hits"] + counts["missed"],
        "members": sum(counts.values()),
        "precision": 100 * right.precision,
        "recall": 100 * right.recall,
        "f1": 100 * right.f1,
        "accuracy": 100 * right.accuracy,
        "never": 100 * right.accuracy_of_never,
        "share_of_everybody": 100 * slips["share_of_everybody"].recall,
        "mean": 100 * slips["arithmetic_mean_for_f1"].f1,
        "product": 100 * right.precision * right.recall,
    }
