"""Pauses Python's search for cycles while many objects are made that all stay."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector, and turn it on again if it was on.

    It looks at everything that is alive, again and again while memory grows: half of the time of
    loading a large bank, without finding anything.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
