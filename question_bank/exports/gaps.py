"""Parallel blanks for systems in which every blank has answers of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports.shapes.blanks import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence


def shared(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Return the same number of blanks, each of which takes the answers of all.

    Examples
    --------
    >>> [gap.accept for gap in shared([Gap(("a",), "", ()), Gap(("b", "c"), "", ())])]
    [('a', 'b', 'c'), ('b', 'c', 'a')]
    """
    made = []
    for position in range(len(gaps)):
        turned = [*gaps[position:], *gaps[:position]]
        accept = dict.fromkeys(text for gap in turned for text in gap.accept)
        near = dict(pair for gap in turned for pair in gap.near if pair[0] not in accept)
        made.append(Gap(tuple(accept), "", tuple(near.items())))
    return tuple(made)
