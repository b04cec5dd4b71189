"""The global random generators of a grade cell, told to the student's process.

``np.random.seed(1)`` in a check is meant for the function that is called next, which lives in
another process. The state travels only from the judge to the student: taken back, it would let a
student choose the judge's later draws.
"""

from __future__ import annotations

import random
import sys
from typing import Any

from autograder.zygote.generators import states

FRESH = 624  # both generators are Mersenne twisters: the position right after seeding


class Chance:
    """Notices when a grade cell has seeded a generator or drawn from it.

    Parameters
    ----------
    fresh
        Whether the first call is told the state whatever it is: the cell may have set the very
        state in which it began.
    """

    def __init__(self, *, fresh: bool) -> None:
        self.last = {} if fresh else states()

    def outgoing(self) -> dict[str, Any]:
        """Return the states that differ from those last told, by generator."""
        now = states()
        changed = {name: state for name, state in now.items() if not self._told(name, state)}
        if changed:
            mark_as_told()
            self.last = states()
        return changed

    def _told(self, name: str, state: Any) -> bool:
        return name in self.last and same(self.last[name], state)


def same(one: Any, other: Any) -> bool:
    """Whether two states are equal, arrays in them included."""
    return all(
        a.tobytes() == b.tobytes() if hasattr(a, "tobytes") else a == b
        for a, b in zip(one, other, strict=True)
    )


def mark_as_told() -> None:
    """Write states right after seeding in another way that gives the same draws.

    Setting the same seed again then makes a difference that can be seen.
    """
    version, numbers, gauss = random.getstate()
    if numbers[-1] == FRESH:
        random.getrandbits(32)
        twisted = random.getstate()[1]
        random.setstate((version, (*twisted[:-1], 0), gauss))
    if "numpy" in sys.modules:
        generator = sys.modules["numpy"].random
        kind, _, position, *gauss = generator.get_state()
        if kind == "MT19937" and position == FRESH:
            generator.bytes(4)
            generator.set_state((kind, generator.get_state()[1], 0, *gauss))
