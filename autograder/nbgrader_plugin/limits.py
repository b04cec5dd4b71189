"""The limits of a submission, as nbgrader's options state them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping


def limits_of(timeout: float | None, others: Mapping[str, Any]) -> Limits:
    """Return limits.

    Parameters
    ----------
    timeout
        nbgrader's ``Execute.timeout``, seconds of a cell; `None` or not positive: the default.
    others
        ``Execute.limits``: limits by name.

    Examples
    --------
    >>> limits_of(5, {"files": 10}).cell_seconds, limits_of(None, {}) == Limits()
    (5.0, True)
    """
    told = {"cell_seconds": float(timeout)} if timeout and timeout > 0 else {}
    return Limits.from_dict({**told, **others})
