"""Starts the zygote and asks it for student processes."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from autograder.codec.wire import Wire, WireError
from autograder.preload import USUAL
from autograder.sandbox.cgroup import Group
from autograder.sandbox.command import bubblewrap, environment, location, python
from autograder.sandbox.requirements import require
from autograder.sandbox.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from autograder.codec.wire import Frame
    from autograder.limits import Limits

PLACED_SECONDS = 60.0
ISOLATION = "bubblewrap+namespaces+seccomp"


class SandboxError(RuntimeError):
    """The sandbox itself failed: never the student's fault."""


def call_seconds(limits: Limits) -> float:
    """Return the time for one call: a grade cell should outlive a call that never ends."""
    return min(limits.call_seconds, 0.4 * limits.cell_seconds)


def _first(wire: Wire, op: str) -> Frame:
    """Wait for what a process says before any code of a student's runs: that it is in its place."""
    frame = wire.receive(deadline=time.monotonic() + PLACED_SECONDS, with_fds=True)
    if frame.op != op:
        raise WireError(str(frame.fields.get("reason", frame.op)))
    return frame


class Zygote:
    """A warm interpreter that forks one student process per submission, and the warden beside it.

    Safe to use from several threads.

    Parameters
    ----------
    isolated
        Put student code behind the barriers of `autograder.zygote.barrier`. Without them it runs
        as the grading user; the report says so.
    preload
        Modules imported once, before the first submission.
    expose
        Modules that student code may import though they are not installed.
    startup_seconds
        Time to become ready.

    Raises
    ------
    IsolationError
        This machine lacks something; the message says what and how to get it.
    SandboxError
        The zygote did not start; the message holds its last words.
    """

    def __init__(
        self,
        *,
        isolated: bool = True,
        preload: Sequence[str] = USUAL,
        expose: Sequence[str] = (),
        startup_seconds: float = 60.0,
    ) -> None:
        self.isolated = isolated
        if isolated:
            require()
        self._lock = threading.Lock()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the zygote
        self._scratch = "" if isolated else tempfile.mkdtemp(prefix="autograder-")
        self.group = Group.make() if isolated else None
        warden, its = socket.socketpair()
        ours, theirs = socket.socketpair()
        options = json.dumps({"isolated": isolated, "preload": list(preload)})
        fds = [its.fileno(), theirs.fileno()]
        arguments = [*map(str, fds), options]
        with its, theirs:
            if isolated:
                command, env = bubblewrap(arguments, expose=expose), None
                command = self.group.around(command) if self.group is not None else command
            else:
                command, env = python(arguments), self._environment(expose)
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=fds,
                env=env,
                start_new_session=True,
            )
        self._warden, self._wire = Wire(warden), Wire(ours)
        self._deadline = time.monotonic() + startup_seconds
        self._ready = False
        self._erring = False

    @property
    def isolation(self) -> str:
        """The mechanism's name for reports, or ``"none"``."""
        if not self.isolated:
            return "none"
        return ISOLATION if self.group is None else f"{ISOLATION}+cgroup"

    def _environment(self, expose: Sequence[str]) -> dict[str, str]:
        tops = {name.partition(".")[0] for name in expose} - set(sys.stdlib_module_names)
        paths = {str(location(top).parent) for top in ("autograder", *tops)}
        own = {"MPLCONFIGDIR": self._scratch, "IPYTHONDIR": self._scratch}
        return {**environment(home=self._scratch), **own, "PYTHONPATH": os.pathsep.join(paths)}

    def wait(self) -> None:
        """Wait until the zygote is warm; `SandboxError` if it never gets there."""
        with self._lock:
            if self._ready:
                return
            try:
                self._wire.receive(deadline=self._deadline)
            except WireError as error:
                raise SandboxError(f"{error}: {self.last_words()}") from error
            self._ready = True

    def spawn(self, limits: Limits) -> Session:
        """Return a new student process behind the barriers, ready for files and cells."""
        self.wait()
        fields = {**asdict(limits), "call_seconds": call_seconds(limits)}
        if not self.isolated:
            fields["home"] = tempfile.mkdtemp(dir=self._scratch)
        ours, inner = socket.socketpair()
        control, leash = socket.socketpair()
        session, keeper = Wire(ours, max_payload=2 * limits.value_bytes), Wire(control)
        try:
            with leash, self._lock:
                self._warden.send("keep", fds=[leash.fileno()], **fields)
            with inner:
                self._fork(inner, _first(keeper, "kept").fds, fields)
            _first(session, "here")
        except WireError as error:
            inner.close()
            session.close()
            keeper.close()
            raise SandboxError(f"{error}: {self.last_words()}") from error
        return Session(session, keeper, limits)

    def _fork(self, session: socket.socket, spaces: Sequence[int], fields: dict[str, Any]) -> None:
        """Have a student process forked that goes where its keeper is."""
        try:
            with self._lock:
                self._wire.send("fork", fds=[session.fileno(), *spaces], **fields)
        finally:
            for fd in spaces:
                os.close(fd)

    def expect_errors(self) -> None:
        """Make further student processes quick at tracebacks; again is harmless."""
        with self._lock:
            if not self._erring:
                self._erring = True
                with suppress(WireError):  # whoever needs it next will notice
                    self._wire.send("error")

    def last_words(self) -> str:
        """Return the end of what the zygote wrote, for error messages."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")[-2000:].strip()

    def hang_up(self) -> None:
        """Let the zygote end, without waiting for it."""
        self._wire.close()
        self._warden.close()

    def close(self) -> None:
        """End the zygote; its student processes end with their own sessions."""
        self.hang_up()
        self._process.wait()
        if self.group is not None:
            self.group.close()
        self._errors.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
