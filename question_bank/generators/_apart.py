"""Draws again where two results would be too close to tell one mistake from another."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from question_bank.draw import Value

_TRIES = 1000


def until_apart(
    make: Callable[[], Mapping[str, Value]], *groups: Collection[str], by: float
) -> Mapping[str, Value]:
    """Return the first draw in which the numbers of each group lie apart.

    Parameters
    ----------
    make
        Draws once; called again, it draws other values.
    groups
        Names of numbers that must differ from each other, such as a key and its mistakes.
    by
        The least distance; more than twice the tolerance of the item.

    Raises
    ------
    ValueError
        The values never lie apart: the generator's ranges are at fault.

    Examples
    --------
    >>> draws = iter([{"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 2.0}])
    >>> until_apart(lambda: next(draws), ["a", "b"], by=0.1)
    {'a': 1.0, 'b': 2.0}
    """
    for _ in range(_TRIES):
        values = make()
        numbers = ([float(values[name]) for name in group] for group in groups)
        if all(
            abs(one - other) > by
            for group in numbers
            for one, other in itertools.combinations(group, 2)
        ):
            return values
    raise ValueError(f"no draw of {_TRIES} keeps {groups} apart by {by}")
