"""Finds texts with similar wording without comparing every pair."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text as a short answer is read."""
    plain = read(text).text
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))


def similar(sets: Sequence[frozenset[str]], least: float) -> Iterator[tuple[int, int]]:
    """Yield each set that is like an earlier one, with the first such one that is found.

    Two sets with a Jaccard index of at least t share one of the rarest ``n - ceil(t n) + 1``
    members of either (prefix filtering, Chaudhuri, Ganti and Kaushik 2006): only sets that do are
    compared. Nothing is missed, and time grows with the pairs that share something rare.

    Parameters
    ----------
    sets
        What is compared.
    least
        The Jaccard index from which on two sets are alike, above 0.

    Yields
    ------
    later, earlier : int
        Positions.

    Examples
    --------
    >>> list(similar([frozenset("abcd"), frozenset("xyz"), frozenset("abce")], 0.5))
    [(2, 0)]
    """
    times = Counter(member for each in sets for member in each)
    starts: dict[str, list[int]] = {}
    for later, each in enumerate(sets):
        size = len(each)
        if not size:
            continue
        rare = sorted(each, key=lambda member: (times[member], member))
        prefix = rare[: size - ceil(least * size) + 1]
        seen: set[int] = set()
        match = -1
        for member in prefix:
            for earlier in starts.get(member, ()):
                if match < 0 and earlier not in seen:
                    seen.add(earlier)
                    other = sets[earlier]
                    if least * size <= len(other) <= size / least:
                        common = len(each & other)
                        if common >= least * (size + len(other) - common):
                            match = earlier
        for member in prefix:
            starts.setdefault(member, []).append(later)
        if match >= 0:
            yield later, match
