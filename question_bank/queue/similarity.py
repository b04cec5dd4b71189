"""Groups answers that read alike, so that like is marked like.

Character n-grams need no word segmentation and serve Chinese and English alike. The groups only
decide what stands next to what.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SIZES = (2, 3)
_APART = 0.7
"""Mean distance from which on answers count as different."""


def distances(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return 1 - cosine of the counts of 2- and 3-grams, each pair of texts.

    Parameters
    ----------
    texts
        The answers; they are read like short answers (width, case, punctuation).

    Returns
    -------
    array of shape (n, n)
        From 0 (the same n-grams) to 1 (none in common).
    """
    profiles = [_grams(text) for text in texts]
    column: dict[str, int] = {}
    for profile in profiles:
        for gram in profile:
            column.setdefault(gram, len(column))
    table = np.zeros((len(texts), max(1, len(column))))
    for row, profile in enumerate(profiles):
        for gram, count in profile.items():
            table[row, column[gram]] = count
    lengths = np.linalg.norm(table, axis=1)
    empty = lengths == 0
    table /= np.where(empty, 1, lengths)[:, None]
    apart: NDArray[np.float64] = np.clip(1 - table @ table.T, 0, 1)
    # Answers too short for n-grams are like each other and like nothing else.
    apart[np.ix_(empty, empty)] = 0
    np.fill_diagonal(apart, 0)
    return (apart + apart.T) / 2


def groups(texts: Sequence[str], apart: float = _APART) -> list[int]:
    """Return the number of each answer's group (average linkage).

    Examples
    --------
    >>> groups(["客户得到的总价值减去总成本", "客户总价值减去客户总成本", "不知道"])
    [0, 0, 1]
    """
    if len(texts) < 2:
        return [0] * len(texts)
    tree = linkage(squareform(distances(texts), checks=False), method="average")
    found = fcluster(tree, apart, criterion="distance")
    order: dict[int, int] = {}
    return [order.setdefault(int(number), len(order)) for number in found]


def _grams(text: str) -> Counter[str]:
    plain = "".join(letter for letter in read(text).text if letter.isalnum())
    return Counter(
        plain[start : start + size] for size in _SIZES for start in range(len(plain) - size + 1)
    )
