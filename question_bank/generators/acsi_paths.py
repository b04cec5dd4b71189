"""Path coefficients among quality, value and satisfaction: the total effect of quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.sem import ACSI
from crm_models.sem.structure import total_effects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw three coefficients; the other arrows of the model do not touch this effect."""
    to_value = draw.decimal(0.5, 0.7, 2)
    value_on = draw.decimal(0.35, 0.5, 2)
    direct = draw.decimal(0.4, 0.6, 2)
    place = {name: n for n, name in enumerate(ACSI.names)}
    coefficients = np.zeros((len(place), len(place)))
    coefficients[place["Quality"], place["Value"]] = to_value
    coefficients[place["Value"], place["Satisfaction"]] = value_on
    coefficients[place["Quality"], place["Satisfaction"]] = direct
    effect = total_effects(coefficients)[place["Quality"], place["Satisfaction"]]
    return {
        "to_value": to_value,
        "value_on": value_on,
        "direct": direct,
        "total": float(effect),
        "indirect": to_value * value_on,
        "all_added": to_value + value_on + direct,
        "all_multiplied": to_value * value_on * direct,
    }
