"""The engine's side of the judge: starts it, sends it submissions, reads outcomes."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.codec.wire import Wire, WireError
from autograder.judge.plan import Place, cells_of
from autograder.sandbox.folder import read_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

    from autograder.judge.process import JudgeProcess
    from autograder.limits import Limits
    from autograder.released import Rules
    from autograder.sandbox.session import Taken

SOURCE_FILES = 10_000
SOURCE_BYTES = 4 << 30
MARGIN = 10.0
STARTUP = 600.0
SLOW = 60.0


class JudgeError(RuntimeError):
    """The judge failed: the source notebook or this program is at fault, never a student."""


class Judge:
    """A judge for one source notebook. Safe to use from several threads.

    Parameters
    ----------
    source
        The instructor's notebook.
    folder
        The source's folder: its files lie beside the notebook when it is run. `None`: none do.
    rules
        How the release was made from the source, where not by nbgrader's defaults.
    seconds
        Time for one cell of the source itself.
    process
        The process that becomes this judge.

    Attributes
    ----------
    failed
        The source's cells that raised an exception; known with `places`.
    files
        Whether solutions and checks have files in common; known with `places`.
    """

    def __init__(
        self,
        source: NotebookNode,
        *,
        folder: Path | None = None,
        rules: Rules | None = None,
        seconds: float = SLOW,
        process: JudgeProcess,
    ) -> None:
        self._lock = threading.Lock()
        self._process = process
        self._wire = self._process.wire
        if folder is not None:
            self._copy(folder)
        cells = json.dumps([asdict(cell) for cell in cells_of(source, rules)]).encode()
        try:
            self._wire.send("source", cells, folder=self._process.scratch, seconds=seconds)
        except WireError as error:
            raise self._failure(error) from error
        self._places: tuple[Place, ...] | None = None
        self.failed: list[dict[str, str]] = []
        self.files = False

    def _copy(self, folder: Path) -> None:
        for path, content in read_folder(folder, files=SOURCE_FILES, size=SOURCE_BYTES):
            target = Path(self._process.scratch, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places where the student's values are taken; waits for the source's run."""
        with self._lock:
            if self._places is None:
                try:
                    frame = self._wire.receive(deadline=time.monotonic() + STARTUP)
                except WireError as error:
                    raise self._failure(error) from error
                self._places = tuple(Place(**place) for place in frame.fields["places"])
                self.failed = frame.fields["failed"]
                self.files = frame.fields["files"]
            return self._places

    def files_of(self, seed: int) -> dict[str, bytes]:
        """Return the data files of a seed, which the source's recipe makes.

        Raises
        ------
        JudgeError
            They cannot be made.
        """
        wire, files = self._ask("files", [], seed=seed), {}
        try:
            while (frame := wire.receive(deadline=time.monotonic() + STARTUP)).op == "file":
                files[frame.fields["name"]] = frame.payload
        except WireError as error:
            raise self._failure(error) from error
        finally:
            wire.close()
        if frame.op == "failed":
            raise JudgeError(frame.fields["why"])
        return files

    def grade(
        self,
        taken: Sequence[Taken],
        branches: dict[int, socket.socket],
        limits: Limits,
        files: Mapping[str, bytes],
    ) -> list[dict[str, Any] | None]:
        """Return one outcome for each of the first places, in order.

        Parameters
        ----------
        taken
            The student's values at each place that was reached.
        branches
            By place: the student's process as it was there.
        limits
            The submission's limits.
        files
            The student's own data files, on which the source is run again; none: the common ones.

        Returns
        -------
        list of dict or None
            `None` where the judge itself failed.
        """
        outcomes: list[dict[str, Any] | None] = []
        while len(outcomes) < len(taken):
            outcomes += self._grade_from(len(outcomes), taken, branches, limits, files)
        return outcomes

    def _grade_from(
        self,
        first: int,
        taken: Sequence[Taken],
        branches: dict[int, socket.socket],
        limits: Limits,
        files: Mapping[str, bytes],
    ) -> list[dict[str, Any] | None]:
        """Grade from one place on; ends early, with `None`, where the grading process dies."""
        numbers = [number for number in branches if number >= first]
        fds = [branches[number].fileno() for number in numbers]
        told = {"branches": numbers, "limits": limits.to_dict(), "files": len(files)}
        wire = self._ask("grade", fds, **told)
        outcomes: list[dict[str, Any] | None] = []
        pid = 0
        try:
            for name, content in files.items():
                wire.send("file", content, name=name)
            pid = wire.receive(deadline=time.monotonic() + MARGIN * 3).fields["pid"]
            if files:
                wire.receive(deadline=time.monotonic() + STARTUP)
            for number in range(first, len(taken)):
                item = taken[number]
                wire.send("place", item.payload, number=number, states=list(item.states))
                deadline = time.monotonic() + limits.cell_seconds + MARGIN
                outcomes.append(json.loads(wire.receive(deadline=deadline).payload))
            wire.send("finish")
        except WireError:
            outcomes.append(None)
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        finally:
            wire.close()
        return outcomes

    def _ask(self, op: str, fds: Sequence[int], **fields: Any) -> Wire:
        """Ask for a process of its own; return the conversation with it."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                self._wire.send(op, fds=[theirs.fileno(), *fds], **fields)
        except WireError as error:
            ours.close()
            raise self._failure(error) from error
        return Wire(ours)

    def _failure(self, error: Exception) -> JudgeError:
        return JudgeError(f"{error}: {self._process.last_words()}")

    def hang_up(self) -> None:
        """Let the judge end, without waiting for it."""
        self._process.hang_up()

    def close(self) -> None:
        """End the judge."""
        self._process.close()
