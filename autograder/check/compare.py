"""Compares two plain values and says what differs, never what was expected."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.check.words import PROBLEMS, kind_of, kind_pair, short
from autograder.messages import Pair

if TYPE_CHECKING:
    import decimal
    from collections.abc import Callable, Mapping

# room for the order of a sum; anything looser is asked for with `close`
EXACT = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: a key of `autograder.check.words.PROBLEMS` and its text."""

    name: str
    text: Pair

    @classmethod
    def of(cls, name: str, /, **values: Any) -> Difference:
        """Fill the message ``name``; a `Pair` among ``values`` gives each language its own."""
        zh = {k: v.zh if isinstance(v, Pair) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, Pair) else v for k, v in values.items()}
        words = PROBLEMS[name]
        return cls(name, Pair(words.zh.format(**zh), words.en.format(**en)))


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How near is equal: ``|got - expected| <= max(rtol * |expected|, atol)``."""

    rtol: float = EXACT
    atol: float = EXACT

    def __post_init__(self) -> None:
        if not (0 <= self.rtol < 1 and 0 <= self.atol < math.inf):
            msg = (
                f"容差应满足 0 ≤ rtol < 1、atol ≥ 0，得到 {self} / "
                f"tolerances must satisfy 0 <= rtol < 1 and atol >= 0, got {self}"
            )
            raise ValueError(msg)

    def near(self, got: float, expected: float) -> bool:
        """Whether two numbers are equal within the tolerance; NaN is near NaN only."""
        if math.isnan(expected) or math.isnan(got):
            return math.isnan(expected) and math.isnan(got)
        if got == expected:
            return True
        if math.isinf(expected) or math.isinf(got):
            return False
        return abs(got - expected) <= max(self.rtol * abs(expected), self.atol)


def compare(got: Any, expected: Any, tolerance: Tolerance) -> Difference | None:
    """Compare two values that `autograder.check.plain.plain` returned.

    Int, float and Decimal are one kind; list, tuple, array and Series (by place) too; the order
    of a dict or a set does not matter.

    Examples
    --------
    >>> compare((1, 2.0), [1, 2], Tolerance()) is None
    True
    >>> compare("3", 3, Tolerance()).text.en
    'Expected a number, got a string.'
    """
    wanted, given = kind_of(expected), kind_of(got)
    if wanted == given == "none":
        return None
    if wanted == "series":
        wanted, expected = "sequence", expected.to_numpy()
    if given == "series":
        given, got = "sequence", got.to_numpy()
    if wanted != given or wanted not in _BY_KIND:
        if given == "none":
            return Difference.of("none", expected=kind_pair(expected))
        return Difference.of("kind", expected=kind_pair(expected), got=kind_pair(got))
    return _BY_KIND[wanted](got, expected, tolerance)


def _numbers(got: Any, expected: Any, tolerance: Tolerance) -> Difference | None:
    if type(got) is int and type(expected) is int and tolerance.rtol <= EXACT:
        return None if got == expected else Difference.of("value", got=short(got))
    if complex in (type(got), type(expected)):
        parts = [(complex(got).real, complex(expected).real)]
        parts.append((complex(got).imag, complex(expected).imag))
        near = all(tolerance.near(a, b) for a, b in parts)
        return None if near else Difference.of("value", got=short(got))
    left, right = _float(got), _float(expected)
    if tolerance.near(left, right):
        return None
    return Difference.of(_diagnose(left, right, tolerance), got=short(got))


def _float(value: float | decimal.Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)
    except ValueError:  # a signalling NaN of Decimal
        return math.nan


def _diagnose(got: float, expected: float, tolerance: Tolerance) -> str:
    """Return the name of the likeliest slip behind a wrong number."""
    if not math.isfinite(got):
        return "nan"
    if not math.isfinite(expected) or expected == 0 or got == 0:
        return "value"
    if tolerance.near(-got, expected):
        return "sign"
    if tolerance.near(got * 100, expected) or tolerance.near(got / 100, expected):
        return "percent"
    if any(got == round(expected, digits) for digits in range(6)):
        return "rounded"
    return "value"


def _exactly(got: Any, expected: Any, _: Tolerance) -> Difference | None:
    return None if got == expected else Difference.of("value", got=short(got))


def _dates(got: dt.date, expected: dt.date, _: Tolerance) -> Difference | None:
    return None if _moment(got) == _moment(expected) else Difference.of("value", got=short(got))


def _moment(value: dt.date) -> dt.date:
    """Return a date as the midnight that starts it, so that both kinds of date compare."""
    if type(value) is dt.date:
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as naive as given
    return value


def _sequences(got: Any, expected: Any, tolerance: Tolerance) -> Difference | None:
    shapes = getattr(got, "shape", None), getattr(expected, "shape", None)
    if None not in shapes and shapes[0] != shapes[1]:
        return Difference.of("shape", got=str(shapes[0]))
    if shapes[0] == () and shapes[1] == ():
        return compare(got.item(), expected.item(), tolerance)
    if None not in shapes and _arrays_near(got, expected, tolerance):
        return None
    left, right = _list(got), _list(expected)
    if len(left) != len(right):
        return Difference.of("length", got=len(left))
    for place, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        inner = compare(one, other, tolerance)
        if inner is not None:
            if _same_in_other_order(left, right):
                return Difference.of("order")
            return Difference.of("element", place=place, inner=inner.text)
    return None


def _arrays_near(got: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Whether two arrays of real numbers are equal all over: quick where they are large."""
    if got.dtype.kind not in "iuf" or expected.dtype.kind not in "iuf":
        return False
    if "f" not in (got.dtype.kind, expected.dtype.kind):
        return bool((got == expected).all())
    import numpy as np

    with np.errstate(all="ignore"):
        room = np.maximum(tolerance.rtol * np.abs(expected.astype(float)), tolerance.atol)
        near = np.abs(got.astype(float) - expected.astype(float)) <= room
    return bool(near.all())


def _list(value: Any) -> list[Any]:
    """Return the items of a plain sequence; arrays give plain scalars and inner lists."""
    if type(value) in (list, tuple):
        return list(value)
    from autograder.check.plain import plain

    if value.ndim == 0:
        return [plain(value.item())]
    if value.dtype.kind in "mM":
        value = value.astype(value.dtype.str[:2] + "[us]")
    return [plain(item) for item in value.tolist()]


def _same_in_other_order(left: list[Any], right: list[Any]) -> bool:
    try:
        return sorted(left) == sorted(right)
    except (TypeError, ValueError):  # items without an order: mixed kinds, or arrays
        return False


def _sets(got: Any, expected: Any, _: Tolerance) -> Difference | None:
    return _keys(set(got), set(expected))


def _keys(got: set[Any], expected: set[Any]) -> Difference | None:
    if extra := got - expected:
        shown = ", ".join(sorted(short(item, 30) for item in extra)[:3])
        return Difference.of("extra_keys", got=shown)
    if missing := expected - got:
        return Difference.of("missing_keys", count=len(missing))
    return None


def _dicts(
    got: dict[Any, Any], expected: dict[Any, Any], tolerance: Tolerance
) -> Difference | None:
    keys = _keys(set(got), set(expected))
    if keys is not None:
        return keys
    for key, value in expected.items():
        inner = compare(got[key], value, tolerance)
        if inner is not None:
            return Difference.of("key", place=short(key, 30), inner=inner.text)
    return None


_BY_KIND: Mapping[str, Callable[[Any, Any, Tolerance], Difference | None]] = {
    "number": _numbers,
    "bool": _exactly,
    "str": _exactly,
    "bytes": _exactly,
    "timedelta": _exactly,
    "date": _dates,
    "sequence": _sequences,
    "set": _sets,
    "dict": _dicts,
}
