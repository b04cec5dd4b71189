"""Exact points: fractions in, fractions out, rounding by name."""

from __future__ import annotations

from fractions import Fraction
from math import ceil


def exact(value: object) -> Fraction:
    """Return a number as it is written: 0.1 is one tenth, not the nearest binary fraction.

    Raises
    ------
    ValueError
        It is not a number of 0 or more.

    Examples
    --------
    >>> exact(0.1), exact("1/3"), exact(2)
    (Fraction(1, 10), Fraction(1, 3), Fraction(2, 1))
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Fraction)):
        raise ValueError(f"{value!r}")
    number = value if isinstance(value, Fraction) else Fraction(str(value))
    if number < 0:
        raise ValueError(f"{value!r} < 0")
    return number


def round_up(value: Fraction, step: Fraction) -> Fraction:
    """Return the next multiple of the step, the value itself if the step is 0.

    Examples
    --------
    >>> round_up(Fraction(5, 2), Fraction(1))
    Fraction(3, 1)
    """
    return ceil(value / step) * step if step else value
