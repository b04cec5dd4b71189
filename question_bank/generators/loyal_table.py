"""Customers by satisfaction and repeat purchase: how many of those who return are dissatisfied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.satisfaction import loyalty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the four cells of a market with few alternatives."""
    happy_stay, happy_go = draw.integer(90, 130, 2), draw.integer(24, 40, 2)
    sad_stay, sad_go = draw.integer(44, 64, 2), draw.integer(12, 22, 2)
    satisfied = np.repeat([1, 1, 0, 0], [happy_stay, happy_go, sad_stay, sad_go])
    stays = np.repeat([1, 0, 1, 0], [happy_stay, happy_go, sad_stay, sad_go])
    table, _ = loyalty.satisfaction_and_loyalty(satisfied, stays)
    (_, trapped), (_, content) = table.to_numpy().tolist()
    dissatisfied = sad_stay + sad_go
    return {
        "happy_stay": happy_stay,
        "happy_go": happy_go,
        "sad_stay": sad_stay,
        "sad_go": sad_go,
        "stay": trapped + content,
        "share": 100 * trapped / (trapped + content),
        "of_dissatisfied": 100 * trapped / dissatisfied,
        "of_all": 100 * trapped / len(stays),
        "satisfied_part": 100 * content / (trapped + content),
    }
