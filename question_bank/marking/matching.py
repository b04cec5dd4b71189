"""Which answer fills which blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def match(fits: Sequence[Sequence[bool]], ordered: bool) -> dict[int, int]:
    """Return a largest matching of answers to blanks.

    Parameters
    ----------
    fits
        ``fits[answer][blank]``: whether this answer counts in this blank.
    ordered
        Whether an answer may only fill the blank of its own position.

    Returns
    -------
    dict of int to int
        Answer to blank; every blank at most once, so one answer given twice counts once.

    Examples
    --------
    >>> match([[False, True], [True, True]], ordered=False)
    {0: 1, 1: 0}
    >>> match([[False, True], [True, True]], ordered=True)
    {1: 1}
    """
    if ordered:
        return {i: i for i, row in enumerate(fits) if i < len(row) and row[i]}
    taken: dict[int, int] = {}

    def place(answer: int, tried: set[int]) -> bool:
        # Augmenting paths: an earlier answer moves on if it fits elsewhere.
        for blank, fit in enumerate(fits[answer]):
            if fit and blank not in tried:
                tried.add(blank)
                if blank not in taken or place(taken[blank], tried):
                    taken[blank] = answer
                    return True
        return False

    for answer in range(len(fits)):
        place(answer, set())
    return dict(sorted((answer, blank) for blank, answer in taken.items()))
