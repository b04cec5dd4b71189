"""Which units a number may carry, and what each does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from question_bank.exports.shapes.number import Number

_PERCENT = 100.0
_MAGNITUDES = {"万": 1e-4, "亿": 1e-8}


def units(shape: Number) -> dict[str, float]:
    """Return every unit with the factor by which the key is multiplied when written in it.

    The unit of the key itself comes first, where it has one.

    Examples
    --------
    >>> from crm_models.text import Text
    >>> from question_bank.exports.shapes.number import Number
    >>> units(Number(0.07, 0.001, None, ("percent",), "", ()))
    {'%': 100.0}
    >>> units(Number(7.0, 0.1, Text("元", "yuan"), (), "", ()))
    {'元': 1.0, 'yuan': 1.0}
    """
    found = dict.fromkeys(shape.unit, 1.0) if shape.unit else {}
    if "percent" in shape.accept:
        found.setdefault("%", _PERCENT)
    if "magnitude" in shape.accept:
        behind = ("", shape.unit.zh) if shape.unit else ("",)
        found |= {
            f"{word}{unit}": factor for word, factor in _MAGNITUDES.items() for unit in behind
        }
    return found
