"""Packages that a source notebook imports and that student code does not find.

A package may be installed for whoever grades and yet not be seen in the sandbox, or be missing on
this machine altogether. That is never the student's fault: marks that it cost stay open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from autograder.messages import finding
from autograder.runner import Outcome
from autograder.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbformat import NotebookNode

    from autograder.judge.plan import Place
    from autograder.report import Finding
    from autograder.sandbox.session import CellRun

IMPORTED = re.compile(r"^\s*(?:from|import)\s+(\w+)", re.MULTILINE)
UNKNOWN = re.compile(r"No module named '([\w.]+)'")
MISSING_MODULE = "ModuleNotFoundError"


@dataclass(frozen=True, slots=True)
class Packages:
    """What the source notebook imports.

    Attributes
    ----------
    imported
        Top-level packages, by the text of the source's code cells.
    absent
        Those that its own run did not find either.
    """

    imported: frozenset[str]
    absent: frozenset[str]

    @classmethod
    def of(cls, source: NotebookNode, failed: Iterable[Mapping[str, str]]) -> Packages:
        """Read a source; ``failed`` are the cells that failed when it was run."""
        texts = [cell.source for cell in source.cells if cell.cell_type == "code"]
        imported = {name for text in texts for name in IMPORTED.findall(text)}
        absent = {name for entry in failed for name in unknown(entry["error"])}
        return cls(frozenset(imported), frozenset(absent))

    def fault(self, message: str) -> Finding | None:
        """Return what to tell of a `ModuleNotFoundError`; `None` where it is the student's."""
        for name in sorted(unknown(message) & self.imported):
            if name in self.absent:
                return finding("package_absent", package=name)
            if find_spec(name) is not None:
                return finding("package_hidden", package=name)
        return None


def unknown(message: str) -> set[str]:
    """Return the top-level packages that a message says were not found.

    Examples
    --------
    >>> unknown("No module named 'our_lab.plots'")
    {'our_lab'}
    """
    return {name.partition(".")[0] for name in UNKNOWN.findall(message)}


def with_open_marks(
    outcomes: Mapping[str, Outcome],
    places: Sequence[Place],
    results: Sequence[Mapping[str, Any] | None],
    runs: Mapping[str, CellRun],
    packages: Packages,
) -> dict[str, Outcome]:
    """Return the outcomes, open where a package that the source imports was not found.

    Parameters
    ----------
    outcomes
        By grade_id.
    places, results
        What the judge has run, and what became of it.
    runs
        By grade_id, in order: how the cells ended in the student's process.
    packages
        What the source imports.
    """
    errors = {
        place.grade_id: result["evalue"]
        for place, result in zip(places, results, strict=False)
        if result is not None and result["ename"] == MISSING_MODULE
    }
    found = dict(outcomes)
    for grade_id, outcome in outcomes.items():
        if outcome.points != 0:
            continue
        before = _until(runs, grade_id)
        messages = [ran.evalue for ran in before if ran.ename == MISSING_MODULE]
        messages += [errors[grade_id]] if grade_id in errors else []
        said = next(filter(None, map(packages.fault, messages)), None)
        if said is not None:
            found[grade_id] = Outcome(Verdict.INTERNAL, None, (said,), outcome.output)
    return found


def _until(runs: Mapping[str, CellRun], grade_id: str) -> list[CellRun]:
    """Return the runs up to a cell's own."""
    names = list(runs)
    end = names.index(grade_id) + 1 if grade_id in runs else len(names)
    return [runs[name] for name in names[:end]]
