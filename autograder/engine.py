"""The engine: student's cells in the sandbox, grade cells in the judge, in step."""

from __future__ import annotations

import copy
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.engine_outcome import Walk, outcomes_of
from autograder.engine_walk import walk
from autograder.environment import Packages, with_open_marks
from autograder.judge.client import JudgeError
from autograder.messages import finding
from autograder.preload import USUAL
from autograder.released import released_cells
from autograder.runner import RunResult
from autograder.sandbox.requirements import require
from autograder.variant import Recipe
from autograder.warm_processes import WarmProcesses, exposed_by, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from nbformat import NotebookNode

    from autograder.limits import Limits
    from autograder.released import Rules
    from autograder.report import Finding


class EngineRunner:
    """A `autograder.runner.Runner` that keeps student code and marks apart.

    One zygote and one judge per source notebook are kept warm; `close` ends them. Safe to use
    from several threads: submissions then run at the same time.

    Parameters
    ----------
    source_folder
        Folder of the source notebook; the judge runs the source beside a copy of its files.
    isolated
        `False` runs student code with the rights of whoever grades; every report says so.
    expose
        Modules that student code may import though they are not installed. A source notebook
        adds its own in its metadata: ``{"autograder": {"imports": ["package.module"]}}``.
    preload
        Modules imported before the first submission.
    rules
        How releases are made from sources, where not by nbgrader's defaults.
    purpose
        ``"autograde"``, or ``"validate"`` where students try their own work.

    Raises
    ------
    IsolationError
        This machine lacks something that isolation needs; the message names the remedy.
    """

    def __init__(
        self,
        *,
        source_folder: Path | None = None,
        isolated: bool = True,
        expose: Sequence[str] = (),
        preload: Sequence[str] = USUAL,
        rules: Rules | None = None,
        purpose: str = "autograde",
    ) -> None:
        self.source_folder = source_folder
        self.rules = rules
        self._isolated = isolated
        if isolated:
            require()
        self.processes = WarmProcesses(
            source_folder=source_folder,
            isolated=isolated,
            expose=expose,
            preload=preload,
            rules=rules,
            purpose=purpose,
        )

    def prepare_sandbox(self, *, expose: Sequence[str] = (), preload: Sequence[str]) -> None:
        """Start what forks students, while the caller does something else.

        Parameters
        ----------
        expose
            What the source notebook's metadata lets students import.
        preload
            What the students' processes start with (`autograder.preload.usual_in`), if none has
            been started yet.
        """
        self.processes.zygote(expose, preload)

    def prepare_judge(self, modules: Sequence[str]) -> None:
        """Start a judge, with what the source notebook imports (`autograder.preload.modules_in`).

        It is ready before the sandbox is, which should be started first.
        """
        self.processes.prepare_judge(modules)

    def run(
        self,
        source: NotebookNode,
        submission: NotebookNode,
        *,
        folder: Path | None,
        limits: Limits,
        student: str = "",
    ) -> RunResult:
        """Run one submission; see `autograder.runner.Runner.run`.

        Raises
        ------
        SourceNotebookError
            The source is not in Python.
        SandboxError, JudgeError
            The engine itself failed.
        """
        started = time.perf_counter()
        if not self._isolated and language_of(source) != "python":
            from autograder.kernel_runner import KernelRunner  # seldom needed, slow to import

            kernel = KernelRunner()
            return kernel.run(source, submission, folder=folder, limits=limits, student=student)
        notebook = _shallow(submission)
        release = {cell.grade_id: cell for cell in released_cells(source, self.rules)}
        zygote = self.processes.zygote(exposed_by(source))  # both start at the same time
        with self.processes.judge(source, limits) as judge:
            places = judge.places
            recipe = Recipe.beside(self.source_folder) if self.source_folder is not None else None
            seed = recipe.seed_of(student) if recipe is not None else None
            files = judge.files_of(seed) if seed is not None else {}
            # on the recipe's own seed the judge has run the source already
            own = files if recipe is not None and seed != recipe.seed else {}
            # each place may need a copy of the student's process; those are not the student's
            room = replace(limits, processes=limits.processes + len(places))
            # files are one for all branches of a process
            for strict in (True,) if judge.files else (False, True):
                done = Walk(limits, strict=strict)
                student_process = self.processes.student(source, room)
                with student_process as (session, isolation), closing(done):
                    ready = time.perf_counter()
                    others = session.send_folder(folder, files)
                    walk(session, notebook, source, release, places, done)
                    walked = time.perf_counter()
                    results = judge.grade(done.taken, done.branches, limits, own)
                if not done.spoiled(results):
                    break
        if done.shows_traceback():
            zygote.expect_errors()
        outcomes = outcomes_of(places, results, done, release, notebook)
        packages = Packages.of(source, judge.failed)
        outcomes = with_open_marks(outcomes, places, results, done.runs, packages)
        ended = time.perf_counter()
        return RunResult(
            notebook=notebook,
            outcomes=outcomes,
            isolation=isolation,
            seed="" if seed is None else str(seed),
            notes=_notes(others, student),
            timings={
                "start": round(ready - started, 4),
                "student": round(sum(ran.seconds for ran in done.runs.values()), 4),
                "sandbox": round(walked - ready, 4),
                "judge": round(ended - walked, 4),
            },
        )

    def close(self) -> None:
        """End the processes, and what student code is running."""
        self.processes.close()

    def __enter__(self) -> EngineRunner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _shallow(notebook: NotebookNode) -> NotebookNode:
    """Copy a notebook as far as a run changes it: its metadata, its cells' outputs."""
    made = copy.copy(notebook)
    made.metadata = copy.copy(notebook.metadata)
    made.cells = [copy.copy(cell) for cell in notebook.cells]
    return made


def _notes(others: Sequence[str], student: str) -> tuple[Finding, ...]:
    """Say that a student has worked on data that are not theirs."""
    if not (others and student):
        return ()
    return (finding("other_data", names=", ".join(others), student=student),)


__all__ = ["EngineRunner", "JudgeError"]
