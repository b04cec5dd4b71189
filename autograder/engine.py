"""The engine: student's cells in the sandbox, grade cells in the judge, in step."""

from __future__ import annotations

import copy
import hashlib
import json
import threading
import time
from typing import TYPE_CHECKING, Any

from autograder.engine_outcome import Walk, outcomes_of
from autograder.engine_walk import walk
from autograder.judge.client import Judge, JudgeError
from autograder.kernel_runner import KernelRunner
from autograder.messages import Pair
from autograder.released import SourceNotebookError, released_cells
from autograder.runner import RunResult
from autograder.sandbox.requirements import require
from autograder.sandbox.zygote import PRELOAD, Zygote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from nbformat import NotebookNode

    from autograder.limits import Limits
    from autograder.released import Rules

KEPT_JUDGES = 4


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
    ) -> None:
        self.source_folder = source_folder
        self.rules = rules
        self._lock = threading.Lock()
        self._judges: dict[str, Judge] = {}
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._options: dict[str, Any] = {"isolated": isolated, "preload": tuple(preload)}
        self._expose = tuple(expose)
        if isolated:
            require()

    def run(
        self,
        source: NotebookNode,
        submission: NotebookNode,
        *,
        folder: Path | None,
        limits: Limits,
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
        if not self._options["isolated"] and _language(source) != "python":
            kernel = KernelRunner()
            return kernel.run(source, submission, folder=folder, limits=limits)
        zygote = self._zygote(source)
        judge = self._judge(source, limits)
        notebook = copy.deepcopy(submission)
        release = {cell.grade_id: cell for cell in released_cells(source, self.rules)}
        session = zygote.spawn(limits)
        done = Walk(limits=limits)
        try:
            places = judge.places
            ready = time.perf_counter()
            if folder is not None:
                session.send_folder(folder)
            walk(session, notebook, source, release, places, done)
            walked = time.perf_counter()
            results = judge.grade(done.taken, done.branches, limits)
        finally:
            session.close()
            for branch in done.branches.values():
                branch.close()
        outcomes = outcomes_of(places, results, done, release, notebook)
        ended = time.perf_counter()
        return RunResult(
            notebook=notebook,
            outcomes=outcomes,
            isolation=zygote.isolation,
            timings={
                "start": round(ready - started, 4),
                "student": round(sum(ran.seconds for ran in done.runs.values()), 4),
                "sandbox": round(walked - ready, 4),
                "judge": round(ended - walked, 4),
            },
        )

    def _zygote(self, source: NotebookNode) -> Zygote:
        """Return the zygote that shows what a source's students may import."""
        meta = source.metadata.get("autograder", {})
        names = {*self._expose, *(str(name) for name in meta.get("imports", ()))}
        key = tuple(sorted(names))
        with self._lock:
            if key not in self._zygotes:
                self._zygotes[key] = Zygote(expose=key, **self._options)
            return self._zygotes[key]

    def _judge(self, source: NotebookNode, limits: Limits) -> Judge:
        """Return the judge of a source, started if there is none yet."""
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
        with self._lock:
            if digest not in self._judges:
                while len(self._judges) >= KEPT_JUDGES:
                    self._judges.pop(next(iter(self._judges))).close()
                self._judges[digest] = Judge(
                    source,
                    folder=self.source_folder,
                    rules=self.rules,
                    seconds=2 * limits.cell_seconds,
                )
            return self._judges[digest]

    def close(self) -> None:
        """End the zygotes and the judges."""
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


def _language(source: NotebookNode) -> str:
    return str(source.metadata.get("kernelspec", {}).get("language") or "python")


__all__ = ["EngineRunner", "JudgeError"]
