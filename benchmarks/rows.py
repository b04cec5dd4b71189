"""What a benchmark reports, and how it is timed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One task, timed here and at a peer.

    Parameters
    ----------
    task
        What was done, with its size.
    ours, theirs
        Seconds, the median of several runs; ``theirs`` is None without a peer.
    peer
        Name and version of the peer.
    same
        How the results compare (such as the likelihoods reached).
    target
        The ratio that is aimed at, if any.
    agrees
        Whether the results are the same: a fast wrong answer misses every target.
    """

    task: str
    ours: float
    theirs: float | None = None
    peer: str = ""
    same: str = ""
    target: float | None = None
    agrees: bool = True

    @property
    def ratio(self) -> float | None:
        """How many times faster than the peer."""
        return None if self.theirs is None else self.theirs / self.ours

    @property
    def missed(self) -> bool:
        """Whether the ratio stays below its target, or the results differ."""
        slow = self.target is not None and (self.ratio is None or self.ratio < self.target)
        return slow or not self.agrees


def row_of(plain: Row | Mapping[str, Any]) -> Row:
    """Return a row, also from plain data: task, ours_s, peer, peer_s, agreement, target, agrees."""
    if isinstance(plain, Row):
        return plain
    return Row(
        task=plain["task"],
        ours=plain["ours_s"],
        theirs=plain.get("peer_s"),
        peer=plain.get("peer", ""),
        same=plain.get("agreement", ""),
        target=plain.get("target"),
        agrees=plain.get("agrees", True),
    )


def timed(task: Callable[[], object], *, runs: int = 5, warm: int = 1) -> float:
    """Return the median time of a task in seconds, after warming up."""
    for _ in range(warm):
        task()
    return median(_once(task) for _ in range(runs))


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], *, runs: int = 5
) -> tuple[float, float]:
    """Return both medians, the two taking turns so that a busy machine is busy for both."""
    ours()
    theirs()
    pairs = [(_once(ours), _once(theirs)) for _ in range(runs)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def table(rows: Sequence[Row]) -> str:
    """Return a Markdown table."""
    lines = [
        "| task | here | peer | peer's time | ratio | target | same result |",
        "|---|--:|---|--:|--:|--:|---|",
    ]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}×"
        aim = "" if row.target is None else f"{row.target:g}× "
        target = aim + ("missed" if row.missed else "reached") if aim or row.missed else ""
        theirs = "" if row.theirs is None else _plain(row.theirs)
        cells = [row.task, _plain(row.ours), row.peer, theirs, ratio, target, row.same]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _once(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def _plain(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.2f} ms"
