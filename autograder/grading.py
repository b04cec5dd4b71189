"""The whole engine as one function: source and submission in, report out."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cell_reports import judged, unanswered
from autograder.limits import Limits
from autograder.reading import UnreadableNotebookError, read_notebook
from autograder.released import Rules, released_cells
from autograder.repair import repair_notebook
from autograder.repair.files import find_notebook
from autograder.report import Finding, Report
from autograder.workspace import workspace

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from nbformat import NotebookNode

    from autograder.released import ReleasedCell
    from autograder.report import Repair
    from autograder.runner import Runner

PACKAGES = ("ipykernel", "ipython", "matplotlib", "nbclient", "numpy", "pandas", "scipy")


@dataclass(frozen=True, slots=True)
class Graded:
    """What grading gave.

    Attributes
    ----------
    report
        The report.
    notebook
        The executed notebook for the reader; `None` if nothing could be run.
    untouched
        Ids of the answers that are still as they were released.
    """

    report: Report
    notebook: NotebookNode | None
    untouched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Original:
    """A source notebook, read once for a whole class.

    Attributes
    ----------
    notebook, digest
        The notebook and the hash of what was read.
    release
        Its cells and what students were given of them.
    rules
        How the release was made, where not by nbgrader's defaults.
    name, folder
        The notebook's name without its ending, and where its data lie, if it is a file.
    """

    notebook: NotebookNode
    digest: str
    release: tuple[ReleasedCell, ...]
    rules: Rules | None = None
    name: str = "*"
    folder: Path | None = None

    @classmethod
    def read(cls, source: Path | str | NotebookNode, rules: Rules | None = None) -> Original:
        """Read a source notebook.

        Raises
        ------
        SourceNotebookError, UnreadableNotebookError
            The source is at fault.
        """
        made = read_notebook(source, follow_links=True)
        path = Path(source) if isinstance(source, (str, Path)) else None
        return cls(
            made.notebook,
            made.digest,
            released_cells(made.notebook, rules),
            rules,
            path.stem if path is not None else "*",
            path.parent if path is not None else None,
        )


def grade(
    source: Path | str | NotebookNode,
    submission: Path | str | NotebookNode,
    *,
    folder: Path | None = None,
    limits: Limits | None = None,
    runner: Runner | None = None,
    rules: Rules | None = None,
    lang: str = "zh",
    student: str = "",
) -> Report:
    """Grade one submission; nothing is written, no database or course folder is needed.

    Parameters
    ----------
    source
        The instructor's notebook: reference solution, hidden tests, points.
    submission
        The student's notebook, or the folder with it.
    folder
        Working directory of the run, used as it is. By default a scratch copy of the files
        beside the submission and the source (where those are paths).
    limits
        What the submission may use.
    runner
        What runs it; the default is `default_runner`.
    rules
        How the release was made from the source, where not by nbgrader's defaults.
    lang
        ``"zh"`` or ``"en"``, kept in the report for whoever shows it; messages are in both.
    student
        Who handed it in, where students have data of their own (`autograder.variant`);
        by default the data are the common ones.

    Returns
    -------
    Report
        Also for a submission that cannot be read: its tasks are MISSING and a note says why.

    Raises
    ------
    SourceNotebookError, UnreadableNotebookError
        The source is at fault.
    """
    return grade_fully(
        source,
        submission,
        folder=folder,
        limits=limits,
        runner=runner,
        rules=rules,
        lang=lang,
        student=student,
    ).report


def grade_fully(
    source: Path | str | NotebookNode,
    submission: Path | str | NotebookNode,
    *,
    folder: Path | None = None,
    limits: Limits | None = None,
    runner: Runner | None = None,
    rules: Rules | None = None,
    lang: str = "zh",
    student: str = "",
) -> Graded:
    """Grade one submission as `grade` does and return the executed notebook too."""
    original = Original.read(source, rules)
    return grade_by(
        original,
        submission,
        folder=folder,
        limits=limits,
        runner=runner,
        lang=lang,
        student=student,
    )


def grade_by(
    original: Original,
    submission: Path | str | NotebookNode,
    *,
    folder: Path | None = None,
    limits: Limits | None = None,
    runner: Runner | None = None,
    lang: str = "zh",
    student: str = "",
) -> Graded:
    """Grade one submission by a source that was read before; see `grade`."""
    if lang not in ("zh", "en"):
        msg = f'lang 只能是 "zh" 或 "en" / lang is "zh" or "en", got {lang!r}'
        raise ValueError(msg)
    limits = limits or Limits()
    started = time.perf_counter()
    release, rules = original.release, original.rules
    blank = Report(
        source_hash=original.digest,
        submission_hash="",
        engine=engine_version(),
        packages=package_versions(),
        limits=limits,
        lang=lang,
    )
    found: tuple[Repair, ...] = ()
    try:
        if isinstance(submission, (str, Path)) and Path(submission).is_dir():
            submission, found = find_notebook(Path(submission), original.name)
        given = read_notebook(submission)
    except UnreadableNotebookError as error:
        note = Finding(error.text.zh, error.text.en, name="unreadable")
        cells = tuple(unanswered(cell) for cell in release if cell.graded)
        return Graded(replace(blank, cells=cells, notes=(note,)), None)
    repaired = repair_notebook(original.notebook, given.notebook, rules)
    beside = Path(submission).parent if isinstance(submission, (str, Path)) else None
    read = time.perf_counter()
    runner = runner or default_runner(original.folder, rules=rules)
    own_place: AbstractContextManager[tuple[Path, list[Finding]]] = (
        workspace(beside, original.folder, limits) if folder is None else nullcontext((folder, []))
    )
    with own_place as (place, notes):
        result = runner.run(
            original.notebook, repaired.notebook, folder=place, limits=limits, student=student
        )
    report = replace(
        blank,
        submission_hash=given.digest,
        isolation=result.isolation,
        seed=result.seed,
        cells=judged(release, result.outcomes, repaired.untouched),
        repairs=(*found, *given.repairs, *repaired.repairs),
        notes=(*notes, *result.notes),
        timings={
            "read": round(read - started, 4),
            **result.timings,
            "total": round(time.perf_counter() - started, 4),
        },
    )
    return Graded(report, result.notebook, repaired.untouched)


def default_runner(
    source_folder: Path | None = None, *, rules: Rules | None = None, sandbox: bool = True
) -> Runner:
    """Return the runner used where none is given: the engine, kept warm by this process.

    Parameters
    ----------
    source_folder
        Where the source notebook and its data lie.
    rules
        How the release was made from the source.
    sandbox
        `False` runs student code with the rights of whoever grades; reports say so.

    Raises
    ------
    IsolationError
        ``sandbox`` is asked for and this machine lacks something; the message names the remedy.
    """
    from autograder.engines import engine_for

    return engine_for(source_folder, rules=rules, sandbox=sandbox)


@cache
def engine_version() -> str:
    """Return the version of this package."""
    return metadata.version("crm-course")


@cache
def package_versions() -> tuple[tuple[str, str], ...]:
    """Return the versions of Python and of the packages that marks depend on."""
    versions = [("python", ".".join(str(part) for part in sys.version_info[:3]))]
    for name in PACKAGES:
        try:
            versions.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return tuple(sorted(versions))
