"""The zygote's work: forks a student process for each submission, behind its keeper's barriers."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from autograder.codec.wire import Wire, WireError
from autograder.zygote import barrier, syscalls
from autograder.zygote.warm import rehearse_error

if TYPE_CHECKING:
    from autograder.codec.wire import Frame


def serve(wire: Wire, *, program: bytes) -> None:
    """Fork a student process for each ``fork`` frame until the grading side hangs up.

    Parameters
    ----------
    wire
        To the grading side. The descriptors of a ``fork`` are the student's end of the session, the
        pipe on which its keeper waits, and the keeper's namespaces, that of pids first. ``error``
        says that students' cells raise exceptions.
    program
        The seccomp filter; empty where grading was told to go without isolation.
    """
    while True:
        try:
            frame = wire.receive(with_fds=True)
        except WireError:
            return
        if frame.op == "error":
            rehearse_error()
            continue
        try:
            if program:
                syscalls.setns(frame.fds[2], syscalls.CLONE_NEWPID)
            if os.fork() == 0:
                wire.close()
                _begin(frame, program)
        except OSError as error:  # the keeper is gone: the session ends as its descriptors close
            print(f"fork: {error}", file=sys.stderr, flush=True)
        for fd in frame.fds:
            os.close(fd)


def _begin(frame: Frame, program: bytes) -> NoReturn:
    """Be the student process of one submission."""
    from autograder.zygote.student import live

    session, arrival, *spaces = frame.fds
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
        allowance = barrier.Allowance.from_fields(frame.fields)
        if program:
            os.close(spaces[0])
            barrier.go_behind(spaces[1:], allowance, program=program)
        else:
            os.chdir(frame.fields["home"])
            barrier.limit_resources(allowance, base=barrier.address_space())
        os.write(arrival, str(os.getpid()).encode())
        os.close(arrival)
    except BaseException:  # noqa: BLE001 - the boundary of a process: show, end
        sys.excepthook(*sys.exc_info())
        os._exit(70)
    live(session, frame.fields)
