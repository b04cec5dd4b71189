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
    """Yield each set that is like an earlier one, with one such.

    Two sets with a Jaccard index of at least t have at least 2t/(1+t) of the smaller one in
    common and t of the larger: their rarest members cannot all differ, so only sets that share
    one of these are compared (prefix filtering, Chaudhuri, Ganti and Kaushik 2006; the shorter
    prefix of the smaller set, Xiao et al. 2008). Nothing is missed, and wording that many sets
    share costs nothing.

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
    rank = {member: n for n, member in enumerate(sorted(times, key=lambda m: (times[m], m)))}
    as_smaller: dict[str, list[int]] = defaultdict(list)
    as_larger: dict[str, list[int]] = defaultdict(list)
    for later, each in enumerate(sets):
        rare = sorted(each, key=rank.__getitem__)
        short = _prefix(rare, 2 * least / (1 + least))
        long = _prefix(rare, least)
        tried = dict.fromkeys(
            earlier
            for members, starts in ((long, as_smaller), (short, as_larger))
            for member in members
            for earlier in starts.get(member, ())
        )
        for earlier in tried:
            common = len(each & sets[earlier])
            if common >= least * (len(each) + len(sets[earlier]) - common):
                yield later, earlier
                break
        for members, starts in ((short, as_smaller), (long, as_larger)):
            for member in members:
                starts[member].append(later)


def _prefix(rare: list[str], share: float) -> list[str]:
    """Return the members of which any set that holds this share of them holds at least one."""
    # A product such as 0.3 * 10 may come out just above the whole number.
    return rare[: len(rare) - ceil(share * len(rare) - 1e-9) + 1]


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
