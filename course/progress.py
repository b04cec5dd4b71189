"""Progress on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


def progress(items: Sequence[T], label: str) -> Iterable[T]:
    """Yield `items`; where a person watches and it takes over two seconds, show a bar."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    bar: Iterable[T] = tqdm(items, desc=label, delay=2, leave=False, dynamic_ncols=True)
    return bar
