"""Numbers of the standard library beyond int and float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.codec.reader import Reader

MAX_DIGITS = 10_000

ENCODERS: dict[type, Any] = {
    complex: lambda _w, value, _d: {"complex": [value.real, value.imag]},
    Decimal: lambda _w, value, _d: {"decimal": Decimal.__str__(value)},
    Fraction: lambda w, v, _d: {"fraction": [w.node(v.numerator), w.node(v.denominator)]},
}


def _decimal(_reader: Reader, body: Any, _depth: int) -> Decimal:
    if type(body) is not str or len(body) > MAX_DIGITS:
        raise ValueError("not a decimal number")
    return Decimal(body)


def _complex(_reader: Reader, body: Any, _depth: int) -> complex:
    real, imaginary = body
    return complex(real, imaginary)


def _fraction(reader: Reader, body: Any, _depth: int) -> Fraction:
    numerator, denominator = (reader.value(part) for part in body)
    return Fraction(numerator, denominator)


DECODERS: dict[str, Any] = {"complex": _complex, "decimal": _decimal, "fraction": _fraction}
