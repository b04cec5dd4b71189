"""Runs a submission in an ordinary Jupyter kernel: no isolation, any language.

Student code and hidden tests share one process here, as in nbgrader: it is for trusted
notebooks, for languages other than Python, and for machines without a sandbox. Memory, disk and
processes are not limited.
"""

from __future__ import annotations

import copy
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from autograder.messages import Pair, finding
from autograder.released import SourceNotebookError
from autograder.runner import Outcome, RunResult
from autograder.scoring import TIMEOUT_ERROR, outcome_of
from autograder.variant import Recipe
from autograder.verdict import Verdict

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.limits import Limits
    from autograder.report import Finding


class KernelRunner:
    """A `autograder.runner.Runner` on nbclient; ``isolation`` is ``"none"``."""

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

        Where the folder holds a recipe, the student's own data are written into it first.

        Raises
        ------
        SourceNotebookError
            The source names a kernel that is not installed.
        """
        del source  # the tests stand in the submission, in the student's own process
        notebook = copy.deepcopy(submission)
        if folder is not None:
            seed = _own_data(folder, student)
            return replace(self._run(notebook, folder, limits), seed=seed)
        with tempfile.TemporaryDirectory(prefix="autograder-") as empty:
            return self._run(notebook, Path(empty), limits)

    def _run(self, notebook: NotebookNode, folder: Path, limits: Limits) -> RunResult:
        started = time.perf_counter()
        client = _Client(notebook, folder, limits)
        try:
            client.run_all()
        except NoSuchKernel as error:
            raise SourceNotebookError(
                Pair(
                    f"没有安装内核 {error.name}；请安装，或改正源笔记本的 kernelspec。",
                    f"The kernel {error.name} is not installed; install it or mend the source's "
                    "kernelspec.",
                )
            ) from None
        outcomes = {
            cell.metadata.nbgrader.grade_id: client.outcome(place)
            for place, cell in enumerate(notebook.cells)
            if _is_test(cell)
        }
        seconds = round(time.perf_counter() - started, 4)
        return RunResult(
            notebook=notebook,
            outcomes=outcomes,
            isolation="none",
            notes=tuple(client.notes),
            timings={"run": seconds},
        )


def _own_data(folder: Path, student: str) -> str:
    """Write a student's own data files; return their seed, or nothing if all have the same."""
    recipe = Recipe.beside(folder)
    if recipe is None:
        return ""
    seed = recipe.seed_of(student)
    recipe.write_files(folder, seed)
    return str(seed)


def _is_test(cell: NotebookNode) -> bool:
    meta = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and meta.get("grade", False) and not meta.get("solution")


class _Client(NotebookClient):  # type: ignore[misc]
    """Runs cell after cell and remembers, of each, how the interpreter said it ended."""

    def __init__(self, notebook: NotebookNode, folder: Path, limits: Limits) -> None:
        super().__init__(
            notebook,
            resources={"metadata": {"path": str(folder)}},
            allow_errors=True,
            interrupt_on_timeout=True,
            # no reply is waited for after an interrupt: a loop may swallow it
            error_on_timeout={"ename": TIMEOUT_ERROR, "evalue": "", "traceback": []},
            raise_on_iopub_timeout=True,
            startup_timeout=int(limits.startup_seconds),
            shutdown_kernel="immediate",
            record_timing=False,
            store_widget_state=False,
            timeout_func=self._seconds,
            on_cell_executed=self._ended,
        )
        self.limits = limits
        self.sockets = tempfile.TemporaryDirectory(prefix="kernel-")
        self.deadline = 0.0
        self.errors: dict[int, tuple[str, str]] = {}
        self.written: dict[int, int] = {}
        self.stopped: tuple[int, Verdict] | None = None
        self.notes: list[Finding] = []

    def create_kernel_manager(self) -> Any:
        """Make the kernel's manager; sockets are files, which no other user can reach."""
        manager = super().create_kernel_manager()
        if os.name == "posix":
            manager.transport, manager.ip = "ipc", str(Path(self.sockets.name, "k"))
        return manager

    def _seconds(self, cell: NotebookNode) -> float:
        del cell
        # 0 would mean no limit to nbclient
        return max(min(self.limits.cell_seconds, self.deadline - time.monotonic()), 0.01)

    def _ended(self, cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        content = execute_reply["content"]
        if content.get("status") != "ok":
            ename = str(content.get("ename", "KeyboardInterrupt"))
            self.errors[cell_index] = (ename, str(content.get("evalue", "")))
            if not any(out.output_type == "error" for out in cell.outputs):
                cell.outputs.append(_error_output(ename, str(content.get("evalue", ""))))

    def output(self, outs: Any, msg: dict[str, Any], display_id: Any, cell_index: int) -> Any:
        """Keep an output as long as the cell has room for it."""
        size = sum(len(str(value)) for value in (msg["content"].get("data") or {}).values())
        size += len(msg["content"].get("text") or "")
        written = self.written.get(cell_index, 0)
        self.written[cell_index] = written + size
        if written + size > self.limits.output_bytes:
            return None
        return super().output(outs, msg, display_id, cell_index)

    def run_all(self) -> None:
        """Run every code cell; stop where the kernel died or cannot be interrupted."""
        with self.sockets:
            run_sync(self._run_all)()

    async def _run_all(self) -> None:
        self.reset_execution_trackers()
        env = {**os.environ, "NBGRADER_EXECUTION": "autograde", "PYTHONUTF8": "1"}
        async with self.async_setup_kernel(env=env):
            self.deadline = time.monotonic() + self.limits.notebook_seconds
            for place, cell in enumerate(self.nb.cells):
                if self.stopped:
                    break
                try:
                    await self.async_execute_cell(
                        cell, place, execution_count=self.code_cells_executed + 1
                    )
                except DeadKernelError:
                    self._stop(place, Verdict.CRASH)
                except CellTimeoutError:
                    self._stop(place, Verdict.TIMEOUT)
                if time.monotonic() > self.deadline and place + 1 < len(self.nb.cells):
                    self._stop(place, Verdict.TIMEOUT)
        for place in self.written:
            if self.written[place] > self.limits.output_bytes:
                said = finding("output", kilobytes=self.limits.output_bytes / 1024)
                self.notes.append(said)
                self.nb.cells[place].outputs.append(_note_output(said))

    def _stop(self, place: int, verdict: Verdict) -> None:
        if self.stopped is None:
            self.stopped = (place, verdict)
            self.notes.append(self._why(place, verdict))
            if self.nb.cells[place].cell_type == "code":
                self.nb.cells[place].outputs.append(_note_output(self.notes[-1]))

    def _why(self, place: int, verdict: Verdict) -> Finding:
        if verdict is Verdict.TIMEOUT:
            return finding("timeout", seconds=self.limits.cell_seconds)
        meta = self.nb.cells[place].metadata.get("nbgrader", {})
        return finding("crash", grade_id=meta.get("grade_id", f"#{place + 1}"))

    def outcome(self, place: int) -> Outcome:
        """Judge one grade cell."""
        cell = self.nb.cells[place]
        if self.stopped is not None and place >= self.stopped[0] and place not in self.errors:
            where, verdict = self.stopped
            return Outcome(verdict, 0.0, (self._why(where, verdict),), tuple(cell.outputs))
        made = outcome_of(
            cell.outputs,
            float(cell.metadata.nbgrader.points),
            error=self.errors.get(place),
            source=cell.source,
            seconds=self.limits.cell_seconds,
        )
        own = self._own_errors(place) if made.points == 0 else ()
        return Outcome(made.verdict, made.points, (*made.findings, *own), made.output)

    def _own_errors(self, place: int) -> tuple[Finding, ...]:
        """Return what went wrong in the answers between the test before and this one."""
        said: list[Finding] = []
        for before in range(place - 1, -1, -1):
            cell = self.nb.cells[before]
            if _is_test(cell):
                break
            if before in self.errors:
                ename, evalue = self.errors[before]
                name = cell.metadata.get("nbgrader", {}).get("grade_id", f"#{before + 1}")
                if ename == TIMEOUT_ERROR:
                    said.append(finding("timeout", seconds=self.limits.cell_seconds))
                else:
                    words = {"grade_id": name, "ename": ename[:60], "evalue": evalue[:300]}
                    said.append(finding("own_error", **words))
        return tuple(reversed(said))


def _error_output(ename: str, evalue: str) -> NotebookNode:
    from autograder.notebook_format import new_output

    return new_output("error", ename=ename, evalue=evalue, traceback=[f"{ename}: {evalue}"])


def _note_output(said: Finding) -> NotebookNode:
    from autograder.notebook_format import new_output

    return new_output("stream", name="stderr", text=f"{said.zh} {said.en}\n")
