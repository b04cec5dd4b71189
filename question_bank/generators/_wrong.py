"""What the named misconceptions of a reference function give for the same arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import misconceptions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


def wrong(
    target: str,
    *arguments: Any,
    take: Callable[[Any], Any] = float,
    only: Collection[str] = (),
    **options: Any,
) -> dict[str, Any]:
    """Return the results of the misconceptions of a function, by their short names.

    Parameters
    ----------
    target
        The reference function, such as ``"retention.ratio_chain"``.
    arguments, options
        What the reference is called with.
    take
        Takes what is asked for out of the result.
    only
        Short names; all misconceptions of the function if empty.

    Examples
    --------
    >>> round(wrong("retention.expected_lifetime", 0.2)["lifetime_from_retention"], 4)
    1.25
    """
    results = {}
    for found in misconceptions.of(target):
        name = found.name.rpartition(".")[2]
        if not only or name in only:
            results[name] = take(found.variant(*arguments, **options))
    return results
