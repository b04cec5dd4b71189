"""The engine: student's cells in the sandbox, grade cells in the judge, in step."""

from __future__ import annotations

import copy
import hashlib
import json
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.engine_outcome import Walk, outcomes_of
from autograder.engine_walk import walk
from autograder.environment import Packages, with_open_marks
from autograder.judge.client import Judge, JudgeError
from autograder.judge.process import JudgeProcess
from autograder.messages import Pair, finding
from autograder.released import SourceNotebookError, released_cells
from autograder.runner import RunResult
from autograder.sandbox.requirements import require
from autograder.sandbox.zygote import PRELOAD, SandboxError, Zygote
from autograder.variant import Recipe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from nbformat import NotebookNode

    from autograder.limits import Limits
    from autograder.released import Rules
    from autograder.report import Finding
    from autograder.sandbox.session import Session

KEPT_JUDGES = 4  # besides those at work


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
        preload: Sequence[str] = PRELOAD,
        rules: Rules | None = None,
        purpose: str = "autograde",
    ) -> None:
        self.source_folder = source_folder
        self.rules = rules
        self._lock = threading.Lock()
        self._judges: dict[str, Judge] = {}
        self._at_work: Counter[Judge] = Counter()
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._isolated = isolated
        self._purpose = purpose
        self._preload = tuple(preload)
        self._expose = tuple(expose)
        self._spare: JudgeProcess | None = None
        self._sessions: set[Session] = set()
        if isolated:
            require()

    def prepare(self, *, expose: Sequence[str] = (), modules: Sequence[str]) -> None:
        """Start what the first submission will need, while the caller does something else.

        Parameters
        ----------
        expose
            What the source notebook's metadata lets students import.
        modules
            What the source notebook imports (`autograder.preload`).
        """
        self._zygote(expose, modules)
        with self._lock:
            if self._spare is None:
                self._spare = JudgeProcess(modules, purpose=self._purpose)

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
        if not self._isolated and _language(source) != "python":
            from autograder.kernel_runner import KernelRunner  # seldom needed, slow to import

            kernel = KernelRunner()
            return kernel.run(source, submission, folder=folder, limits=limits)
        notebook = copy.deepcopy(submission)
        release = {cell.grade_id: cell for cell in released_cells(source, self.rules)}
        done = Walk(limits=limits)
        self._zygote(exposed_by(source), self._preload)  # both start at the same time
        with self._judging(source, limits) as judge:
            places = judge.places
            recipe = Recipe.beside(self.source_folder) if self.source_folder is not None else None
            seed = recipe.seed_of(student) if recipe is not None else None
            files = judge.files_of(seed) if seed is not None else {}
            # each place may need a copy of the student's process; those are not the student's
            room = replace(limits, processes=limits.processes + len(places))
            with self._student(source, room) as (session, isolation):
                ready = time.perf_counter()
                try:
                    others = session.send_folder(folder, files)
                    walk(session, notebook, source, release, places, done)
                    walked = time.perf_counter()
                    results = judge.grade(done.taken, done.branches, limits, files)
                finally:
                    for branch in done.branches.values():
                        branch.close()
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

    @contextmanager
    def _student(self, source: NotebookNode, limits: Limits) -> Iterator[tuple[Session, str]]:
        """Give a student process for a while, and the name of what isolates it."""
        zygote, session = self._spawn(exposed_by(source), limits)
        self._sessions.add(session)
        try:
            yield session, zygote.isolation
        finally:
            self._sessions.discard(session)
            session.close()

    def _spawn(self, expose: Sequence[str], limits: Limits) -> tuple[Zygote, Session]:
        """Return a student process; a zygote that has died is replaced, once."""
        zygote = self._zygote(expose, self._preload)
        try:
            return zygote, zygote.spawn(limits)
        except SandboxError:
            with self._lock:
                for key in [key for key, known in self._zygotes.items() if known is zygote]:
                    self._zygotes.pop(key).close()
            zygote = self._zygote(expose, self._preload)
            return zygote, zygote.spawn(limits)

    def _zygote(self, expose: Sequence[str], preload: Sequence[str]) -> Zygote:
        """Return the zygote that shows what students may import, started if there is none yet."""
        key = tuple(sorted({*self._expose, *expose}))
        with self._lock:
            if key not in self._zygotes:
                self._zygotes[key] = Zygote(isolated=self._isolated, expose=key, preload=preload)
            return self._zygotes[key]

    @contextmanager
    def _judging(self, source: NotebookNode, limits: Limits) -> Iterator[Judge]:
        """Give the judge of a source for a while; one that fails is not used again."""
        with self._lock:
            key = self._judge_key(source, limits)
            judge = self._judges[key]
            self._at_work[judge] += 1
        try:
            yield judge
        except JudgeError:
            with self._lock:
                if self._judges.get(key) is judge:
                    del self._judges[key]
            raise
        finally:
            with self._lock:
                self._at_work[judge] -= 1
                forgotten = judge not in self._judges.values() and not self._at_work[judge]
            if forgotten:
                judge.close()

    def _judge_key(self, source: NotebookNode, limits: Limits) -> str:
        """Return the key of a source's judge, which is started if there is none yet."""
        language = _language(source)
        if language != "python":
            raise SourceNotebookError(
                Pair(
                    f"沙箱只运行 Python 笔记本，这一本是 {language}；请用 --no-sandbox 评分。",
                    f"The sandbox runs Python notebooks, this one is in {language}; grade it "
                    "with --no-sandbox.",
                )
            )
        digest = hashlib.sha256(json.dumps(source, sort_keys=True).encode()).hexdigest()
        if digest not in self._judges:
            idle = [key for key, judge in self._judges.items() if not self._at_work[judge]]
            for key in idle[: max(0, len(idle) - KEPT_JUDGES + 1)]:
                self._judges.pop(key).close()
            spare, self._spare = self._spare, None
            self._judges[digest] = Judge(
                source,
                process=spare or JudgeProcess(purpose=self._purpose),
                folder=self.source_folder,
                rules=self.rules,
                seconds=2 * limits.cell_seconds,
            )
        return digest

    def close(self) -> None:
        """End the zygotes and the judges, and what student code is running."""
        for session in list(self._sessions):
            session.kill()
        if self._spare is not None:
            self._spare.close()
            self._spare = None
        for judge in self._judges.values():
            judge.close()
        self._judges.clear()
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    def __enter__(self) -> EngineRunner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def exposed_by(source: NotebookNode) -> tuple[str, ...]:
    """Return the modules that a source notebook's metadata lets students import."""
    meta = source.metadata.get("autograder", {})
    return tuple(str(name) for name in meta.get("imports", ()))


def _notes(others: Sequence[str], student: str) -> tuple[Finding, ...]:
    """Say that a student has worked on data that are not theirs."""
    if not (others and student):
        return ()
    return (finding("other_data", names=", ".join(others), student=student),)


def _language(source: NotebookNode) -> str:
    return str(source.metadata.get("kernelspec", {}).get("language") or "python")


__all__ = ["EngineRunner", "JudgeError"]
