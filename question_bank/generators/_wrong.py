"""What the named misconceptions of a reference function give for the same arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import misconceptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def wrong(
    target: str, *arguments: Any, take: Callable[[Any], float] = float, **options: Any
) -> Mapping[str, float]:
    """Return the results of every misconception of a function, by its short name.

    Parameters
    ----------
    target
        The reference function, such as ``"retention.ratio_chain"``.
    arguments, options
        What the reference is called with.
    take
        Takes the number asked for out of the result.

    Examples
    --------
    >>> round(wrong("retention.expected_lifetime", 0.2)["lifetime_from_retention"], 4)
    1.25
    """
    return {
        found.name.rpartition(".")[2]: take(found.variant(*arguments, **options))
        for found in misconceptions.of(target)
    }
