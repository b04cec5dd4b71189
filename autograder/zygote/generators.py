"""The global random generators of a process."""

from __future__ import annotations

import random
import sys
from typing import Any


def seed_generators() -> None:
    """Start the global generators from a fixed state: a replay must give the same marks."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def states() -> dict[str, Any]:
    """Return the state of every global generator that is loaded."""
    found: dict[str, Any] = {"random": random.getstate()}
    if "numpy" in sys.modules:
        found["numpy"] = sys.modules["numpy"].random.get_state()
    return found


def restore(told: dict[str, Any]) -> None:
    """Set the generators to states that `states` has returned."""
    if "random" in told:
        random.setstate(told["random"])
    if "numpy" in told and "numpy" in sys.modules:
        sys.modules["numpy"].random.set_state(told["numpy"])
