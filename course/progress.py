"""Progress on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Step = Callable[..., None]


@contextmanager
def bar(total: int | None, label: str) -> Iterator[Step]:
    """Show a bar with rate and time left where a person watches and it takes over two seconds.

    Yields
    ------
    step
        To be called after each piece: ``step()``; ``step(done=5, total=20)`` says where it is.
    """
    if not sys.stderr.isatty():
        yield lambda **_: None
        return
    from tqdm import tqdm

    with tqdm(total=total, desc=label, delay=2, leave=False, dynamic_ncols=True) as shown:

        def step(*, done: int | None = None, total: int | None = None) -> None:
            if total is not None:
                shown.total = total
            shown.update(1 if done is None else done - shown.n)

        yield step
