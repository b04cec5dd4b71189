"""Picks the comparison that suits the expected value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.check.compare import Difference, Tolerance, compare
from autograder.check.words import kind_of

if TYPE_CHECKING:
    from autograder.check.frames import Layout


def differs(
    got: Any, expected: Any, tolerance: Tolerance, layout: Layout | None = None
) -> Difference | None:
    """Compare two plain values; tables by their labels, all else by value.

    Parameters
    ----------
    got, expected
        What `autograder.check.plain.plain` returned.
    tolerance
        For every number inside.
    layout
        What of a table's layout counts; the default is `autograder.check.frames.Layout()`.
    """
    series_as_values = kind_of(expected) == "series" and kind_of(got) == "sequence"
    if kind_of(expected) in ("frame", "series") and not series_as_values:
        from autograder.check.frames import Layout, compare_frames

        if kind_of(expected) == "series" and kind_of(got) == "dict":
            labelled = dict(zip(expected.index.tolist(), expected.tolist(), strict=True))
            return compare(got, labelled, tolerance)
        return compare_frames(got, expected, tolerance, layout or Layout())
    return compare(got, expected, tolerance)
