"""Drives one student process: files in, cells, values out, and the leash."""

from __future__ import annotations

import select
import socket
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from autograder.codec.wire import Frame, SilenceError, Wire, WireError
from autograder.sandbox.folder import read_folder
from autograder.sandbox.outputs import Outputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nbformat import NotebookNode

    from autograder.limits import Limits

# how a branch is made: by a copy of the process, or kept in it, from now or from the very end
Way = Literal["fork", "keep", "last"]

GRACE = 2.0
FLOOD = 64  # frames of outputs may be dropped; a cell that writes this many times its limit ends


@dataclass(frozen=True, slots=True)
class CellRun:
    """How one cell ended.

    Attributes
    ----------
    status
        ``ok``, ``error``, ``timeout``, ``memory``, ``output`` or ``crash``.
    ename, evalue
        The exception, as the student's process told it.
    """

    status: str
    ename: str = ""
    evalue: str = ""
    count: int | None = None
    seconds: float = 0.0
    outputs: tuple[NotebookNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """Values of names at one place, still encoded, and why others did not come.

    Attributes
    ----------
    settled
        Whether the student's process says that nothing later can change what the values do
        (`autograder.zygote.settled`).
    """

    states: tuple[dict[str, Any], ...] = ()
    payload: bytes = b""
    settled: bool = False


@dataclass(slots=True)
class _Leash:
    """What the keeper has told so far."""

    over: bool = False
    killed: list[str] = field(default_factory=list)


class Session:
    """One student process. All that it says is a claim; deadlines hold for everything.

    Attributes
    ----------
    alive
        Whether cells can still be run.
    """

    def __init__(self, wire: Wire, control: Wire, limits: Limits) -> None:
        self.wire = wire
        self.control = control
        self.limits = limits
        self.alive = True
        self.end = time.monotonic() + limits.notebook_seconds
        self.leash = _Leash()

    def ended(self) -> bool:
        """Whether no cell can be run any more."""
        return not self.alive

    def send_folder(self, folder: Path | None, own: Mapping[str, bytes]) -> list[str]:
        """Copy a folder's files into the submission's scratch, with the student's own over them.

        Parameters
        ----------
        folder
            What was handed in.
        own
            The student's own data files, which take the place of what the folder says they are.

        Returns
        -------
        list of str
            The data files that lie in the folder with another content.
        """
        size, others = self.limits.disk_bytes // 2, []
        if folder is not None:
            for path, content in read_folder(folder, files=self.limits.files // 2, size=size):
                if path not in own:
                    self._send("file", content, path=path)
                elif content != own[path]:
                    others.append(path)
        for path, content in own.items():
            self._send("file", content, path=path)
        return others

    def run(self, code: str, *, seen: bool = True) -> CellRun:
        """Run one cell; it is interrupted at its time limit, and killed if it ignores that.

        What a cell shows that is not ``seen`` may be less: no figures, no tracebacks.
        """
        outputs = Outputs(self.limits.output_bytes)
        start = time.monotonic()
        limit = min(start + self.limits.cell_seconds, self.end)
        self._send("run", code.encode("utf-8", "replace"), seen=seen)
        status, done = self._until_done(outputs, limit)
        if done is None:
            status = status or self._death()
            return CellRun(status, seconds=time.monotonic() - start, outputs=outputs.finish())
        ename = _text(done.fields.get("error"))
        if not status:
            status = "ok" if not ename else "memory" if ename == "MemoryError" else "error"
        count = done.fields.get("count")
        return CellRun(
            status,
            ename=ename,
            evalue=_text(done.fields.get("message"))[:2000],
            count=count if type(count) is int else None,
            seconds=time.monotonic() - start,
            outputs=outputs.finish(),
        )

    def _until_done(self, outputs: Outputs, limit: float) -> tuple[str, Frame | None]:
        status, received = "", 0
        while True:
            frame = self._next(limit + (GRACE if status else 0.0))
            if frame is None:
                if not self.alive:
                    return status, None
                if status:  # interrupted before, and still busy
                    self._kill()
                    return status, None
                status = "timeout"
                self._signal("SIGINT")
            elif frame.op == "output":
                received += len(frame.payload)
                outputs.add(frame.payload)
                if received > FLOOD * self.limits.output_bytes:
                    self._kill()
                    return "output", None
            elif frame.op == "done":
                return status, frame

    def take(self, names: Mapping[str, str]) -> Taken:
        """Take the values of names (to their origins, see `autograder.binding`)."""
        self._send("take", names=dict(names))
        limit = time.monotonic() + self.limits.cell_seconds
        while (frame := self._next(limit)) is not None:
            if frame.op == "values":
                states = frame.fields.get("states")
                if isinstance(states, list) and all(isinstance(item, dict) for item in states):
                    return Taken(tuple(states), frame.payload, frame.fields.get("settled") is True)
                break
        self._kill()
        return Taken()

    def branch(self, way: Way) -> socket.socket:
        """Have calls answered from how the process is now; return the judge's end for them."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._send("branch", fds=[theirs.fileno()], way=way)
        return ours

    def serve(self) -> None:
        """Have the process answer for the branches that it has kept: no cell is run any more."""
        self._send("serve")

    def kill(self) -> None:
        """End the student's processes at once, from any thread; the session notices by itself."""
        self._kill()

    def close(self) -> None:
        """End the submission: the kernel kills whatever is left in its namespaces."""
        self.alive = False
        for wire in (self.control, self.wire):
            wire.close()

    def _send(self, op: str, payload: bytes = b"", **fields: Any) -> None:
        if not self.alive:
            return
        self.wire.sock.settimeout(self.limits.cell_seconds)
        try:
            self.wire.send(op, payload, **fields)
        except WireError:
            self._listen(0.2)
            self.alive = False
        finally:
            self.wire.sock.settimeout(None)

    def _next(self, limit: float) -> Frame | None:
        """Return the next frame of the student process; `None` at the limit or at its end."""
        while self.alive:
            left = limit - time.monotonic()
            ready = self._poll(max(0.0, left))
            if self.wire.sock in ready:
                try:
                    return self.wire.receive(deadline=limit + GRACE)
                except WireError:
                    self._listen(0.2)
                    self._kill()
            elif self.control.sock in ready:
                self._listen(0)
            elif left <= 0:
                return None
            else:
                continue
            if self.leash.over and self.wire.sock not in self._poll(0):
                self.alive = False
        return None

    def _poll(self, seconds: float) -> set[socket.socket]:
        poll = select.poll()
        by_fd = {wire.sock.fileno(): wire.sock for wire in (self.wire, self.control)}
        for fd in by_fd:
            poll.register(fd, select.POLLIN)
        return {by_fd[fd] for fd, _event in poll.poll(seconds * 1000)}

    def _listen(self, seconds: float) -> None:
        """Hear what the keeper has to say."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                frame = self.control.receive(deadline=deadline)
                if frame.op == "exited":
                    self.leash.over = True
                    return
                if frame.op == "killed":
                    self.leash.killed.append(frame.fields["reason"])
        except SilenceError:
            return
        except WireError:
            self.leash.over = True

    def _signal(self, name: str) -> None:
        try:
            self.control.send("signal", signal=name)
        except WireError:
            self.alive = False

    def _kill(self) -> None:
        self._signal("SIGKILL")
        self.alive = False

    def _death(self) -> str:
        self._listen(0.2)
        if "memory" in self.leash.killed:
            return "memory"
        return "timeout" if self.leash.killed else "crash"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
