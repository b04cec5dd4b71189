"""The student process: runs cells, hands values out, and answers for its objects."""

from __future__ import annotations

import builtins
import getpass
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from IPython.core.error import StdinNotImplementedError

from autograder.codec import decode
from autograder.codec.wire import Wire, WireError
from autograder.zygote import streams
from autograder.zygote.generators import seed_generators
from autograder.zygote.objects import Objects
from autograder.zygote.outlet import Outlet
from autograder.zygote.serve import Branch, serve
from autograder.zygote.settled import changes_others, moment_of
from autograder.zygote.shell import shell

if TYPE_CHECKING:
    from autograder.codec.wire import Frame
    from autograder.zygote.settled import Moment

MOST_KEPT = 32
NO_INPUT = (
    "评分时没有人回答 input()：请把要输入的值直接写进代码。"
    " / While grading nobody answers input(): write the value into the code instead."
)


def refuse_input(*_: Any, **__: Any) -> NoReturn:
    """Stand in for ``input`` and ``getpass``: say that nobody will answer."""
    raise StdinNotImplementedError(NO_INPUT)


class Student:
    """One submission's interpreter, told by frames what to do next."""

    def __init__(self, wire: Wire, fields: dict[str, Any]) -> None:
        self.wire = wire
        self.value_bytes = int(fields["value_bytes"])
        self.call_seconds = float(fields["call_seconds"])
        self.outlet = Outlet(wire, int(fields["output_bytes"]))
        self.objects = Objects()
        self.moment: Moment | None = None
        self.kept: list[Branch] = []
        sys.stdout, sys.stderr = streams.pair(self.outlet.text, descriptors=True)
        self.shell = shell(self.outlet.output)
        builtins.input = refuse_input
        getpass.getpass = refuse_input
        sys.path.insert(0, "")  # modules beside the notebook, as in JupyterLab
        seed_generators()

    def serve(self) -> None:
        """Answer frames until the grading side hangs up."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        while True:
            frame = self.wire.receive(with_fds=True)
            getattr(self, f"on_{frame.op}")(frame)

    def on_file(self, frame: Frame) -> None:
        """Write one file of the submission's folder."""
        path = Path(frame.fields["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(frame.payload)

    def on_run(self, frame: Frame) -> None:
        """Run one cell and say how it ended."""
        code = frame.payload.decode()
        if self.kept and changes_others(code, self.shell):
            self.let_go()
        self.outlet.begin()
        start = time.perf_counter()
        error: BaseException | None = None
        try:
            try:
                signal.signal(signal.SIGINT, signal.default_int_handler)
                with self.shell.unseen(not frame.fields["seen"]):
                    result = self.shell.run_cell(code, store_history=True)
                error = result.error_before_exec or result.error_in_exec
            finally:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
        except KeyboardInterrupt as interrupt:  # it came just before or after the cell itself
            error = interrupt
        sys.stdout.flush()
        sys.stderr.flush()
        self.outlet.send(
            "done",
            error=type(error).__name__ if error is not None else "",
            message=message_of(error)[:2000],
            count=self.shell.execution_count - 1,
            seconds=time.perf_counter() - start,
        )

    def on_take(self, frame: Frame) -> None:
        """Hand out the values of names, each on its own."""
        states, payload = self.objects.take(
            self.shell.user_ns, frame.fields["names"], self.value_bytes
        )
        self.moment = moment_of(self.objects, self.shell.user_ns)
        self.outlet.send("values", payload, states=states, settled=self.moment is not None)

    def on_branch(self, frame: Frame) -> None:
        """Have the judge's calls at this place answered later, from how things are now.

        ``fork``: by a copy of this process. What a hidden test passes in is so never seen by a
        later cell, and a call that changes something changes it for this test alone. ``keep``: by
        this process after the last cell; the values just taken are settled. ``last``: the same,
        and nothing else is asked of this process any more.
        """
        (fd,) = frame.fds
        names, objects = self.shell.user_ns, self.objects
        if frame.fields["way"] == "keep" and self.moment is not None:
            names, objects = self.moment.namespace, self.moment.objects
        wire = Wire(socket.socket(fileno=fd))
        branch = Branch(wire, objects, self.call_seconds, self.value_bytes, names)
        if frame.fields["way"] == "fork":
            self.serve_apart([branch])
            return
        if len(self.kept) == MOST_KEPT:  # each takes one of the process's descriptors
            self.let_go()
        self.kept.append(branch)

    def let_go(self) -> None:
        """Copy this process for the branches kept in it."""
        self.serve_apart(self.kept)
        self.kept = []

    def serve_apart(self, branches: list[Branch]) -> None:
        """Answer for branches in a copy of this process."""
        if os.fork() == 0:
            self.outlet.open = False
            for branch in self.kept:
                if branch not in branches:
                    branch.wire.close()
            self.wire.close()
            try:
                serve(branches)
            finally:
                os._exit(0)
        for branch in branches:
            branch.wire.close()

    def on_serve(self, _frame: Frame) -> None:
        """Answer for the branches kept here until the grading side hangs up: no cell comes."""
        self.outlet.open = False
        serve(self.kept, until=self.wire)


def rehearse(namespace: dict[str, Any]) -> None:
    """Hand values out and take them in once, so that no student waits for first imports."""
    names = dict.fromkeys((name for name in namespace if not name.startswith("_")), "")
    objects = Objects()
    states, payload = objects.take(namespace, names, 1 << 20)
    start = 0
    for state in states:
        if state["state"] == "data":
            data, start = payload[start : start + state["size"]], start + state["size"]
            decode(data, handle=lambda body: objects.held[body["id"]])


def message_of(error: BaseException | None) -> str:
    """Return an exception's text; a student's ``__str__`` may fail."""
    try:
        return "" if error is None else str(error)
    except Exception as broken:  # noqa: BLE001 - the student's own code
        return f"<{type(broken).__name__}>"


def live(session: int, fields: dict[str, Any]) -> NoReturn:
    """Be the student process until the grading side hangs up."""
    try:
        wire = Wire(socket.socket(fileno=session))
        student = Student(wire, fields)
        wire.send("here")
        student.serve()
    except WireError:
        pass
    except BaseException:  # noqa: BLE001 - the boundary of a process: show, end
        sys.excepthook(*sys.exc_info())
        os._exit(70)
    os._exit(0)
