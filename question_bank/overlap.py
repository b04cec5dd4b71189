"""Finds texts that are alike, or that hold one another, without comparing every pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING

from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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


def holding(texts: Sequence[str], phrases: Iterable[str]) -> dict[str, list[int]]:
    """Return, for each phrase that some text holds, the positions of these texts.

    Phrases are filed under their first characters, as many as the shortest has, and each text is
    read once: time grows with the length of the texts and with what is found, not with texts
    times phrases.

    Parameters
    ----------
    texts
        Where to look.
    phrases
        What to look for; none may be empty.

    Examples
    --------
    >>> holding(["abcd", "bc", "xbcd"], ["bcd", "bc", "zz"])
    {'bcd': [0, 2], 'bc': [0, 1, 2]}
    """
    wanted = dict.fromkeys(phrases)
    size = min(map(len, wanted), default=0)
    heads: dict[str, list[str]] = defaultdict(list)
    for phrase in wanted:
        heads[phrase[:size]].append(phrase)
    found: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        pieces = {text[n : n + size] for n in range(len(text) - size + 1)}
        for head in heads.keys() & pieces:
            for phrase in heads[head]:
                if phrase in text:
                    found[phrase].append(position)
    return {phrase: found[phrase] for phrase in wanted if phrase in found}
