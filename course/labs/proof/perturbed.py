"""Moves every amount in the data files in its ninth digit: no mark may hang on that digit."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

RELATIVE = 1e-9


def write(names: Iterable[str]) -> bool:
    """Rewrite CSV files in the working directory with their float columns perturbed.

    Each number moves by a share of its own, up or down by 1e-9 at most, the same every time; so
    equal numbers come to differ. Text, dates and whole numbers stay as they are, whole numbers
    beside missing ones too: they count something.

    Returns
    -------
    bool
        Whether there was a number to move.
    """
    moved = False
    for name in names:
        table = pd.read_csv(name)
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        for column in table.select_dtypes("float"):
            values = table[column]
            if (values.dropna() % 1 == 0).all():
                continue
            table[column] = values * (1 + RELATIVE * rng.uniform(-1, 1, len(values)))
            moved = True
        Path(name).write_bytes(table.to_csv(index=False, lineterminator="\n").encode())
    return moved
