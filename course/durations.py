"""Durations as people write them: ``15min``, ``26h``, ``2d``."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}


def parse(text: str) -> timedelta:
    """Return the duration that `text` means.

    Parameters
    ----------
    text : str
        A number and a unit, ``s``, ``min``, ``h`` or ``d``; several may follow each other.

    Raises
    ------
    ValueError
        When `text` is not such a duration.

    Examples
    --------
    >>> parse("26h"), parse("1d 2h") == parse("26h")
    (datetime.timedelta(days=1, seconds=7200), True)
    """
    total, rest = timedelta(), text.strip()
    if not rest:
        raise ValueError(
            "缺少时长，写成 15min、26h 或 2d | an empty duration; write 15min, 26h or 2d"
        )
    while rest:
        match = re.match(r"(\d+(?:\.\d+)?)\s*(s|min|h|d)\s*", rest)
        if match is None:
            raise ValueError(
                f"不是时长：{text!r}，写成 15min、26h 或 2d | "
                f"not a duration: {text!r}; write 15min, 26h or 2d"
            )
        total += timedelta(**{_UNITS[match[2]]: float(match[1])})
        rest = rest[match.end() :]
    return total
