"""Names the misconception behind a wrong value, where one gives exactly that value."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from autograder.messages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@runtime_checkable
class Misconception(Protocol):
    """A named wrong way to do a task; any object with these three will do.

    Attributes
    ----------
    name
        Its name, ``"rfm.recency_reversed"`` for instance.
    message
        What to tell the student: a pair (zh, en), or an object with ``zh`` and ``en``.
    variant
        The wrong function; same parameters as the right one.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> Any: ...  # noqa: D102
    @property
    def variant(self) -> Callable[..., Any]: ...  # noqa: D102


def as_pair(text: Any) -> Pair:
    """Return a text given as one string, a pair (zh, en) or an object with ``zh`` and ``en``.

    Examples
    --------
    >>> as_pair(("近度", "Recency"))
    Pair(zh='近度', en='Recency')
    """
    if isinstance(text, str):
        return Pair(text, text)
    if hasattr(text, "zh") and hasattr(text, "en"):
        return Pair(str(text.zh), str(text.en))
    zh, en = text
    return Pair(str(zh), str(en))


def matching(
    misconceptions: Iterable[Misconception],
    cases: Sequence[tuple[Sequence[Any], Mapping[str, Any]]],
    *,
    agrees: Callable[[int, Any], bool],
    right: Callable[[int, Any], bool],
    pick: Callable[[Any], Any] | None = None,
) -> list[Misconception]:
    """Return the misconceptions that explain all values which the student gave.

    Parameters
    ----------
    misconceptions
        Candidates.
    cases
        The arguments of every case, to be given to the variants.
    agrees, right
        Whether a variant's value at case ``i`` is the student's, and whether it is the right one.
        A variant that is right everywhere explains nothing.
    pick
        Takes the compared value out of the variant's result.
    """
    return [
        candidate
        for candidate in misconceptions
        if _explains(candidate, cases, agrees, right, pick)
    ]


def _explains(
    candidate: Misconception,
    cases: Sequence[tuple[Sequence[Any], Mapping[str, Any]]],
    agrees: Callable[[int, Any], bool],
    right: Callable[[int, Any], bool],
    pick: Callable[[Any], Any] | None,
) -> bool:
    wrong = False
    for i, (args, kwargs) in enumerate(cases):
        try:
            given, options = copy.deepcopy((args, dict(kwargs)))
            value = candidate.variant(*given, **options)
            value = pick(value) if pick else value
        except Exception:  # noqa: BLE001 - a variant need not cope with every case
            return False
        if not agrees(i, value):  # most candidates end here, at the first case
            return False
        wrong = wrong or not right(i, value)
    return wrong
