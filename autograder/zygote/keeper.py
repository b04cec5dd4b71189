"""The keeper: first process of a submission's namespaces, and the only one with a leash.

It puts the barriers up, waits for the student process behind them and then only watches: it
interrupts when the grading side says so, ends processes that take too much, reports the student
process's end, and by ending itself makes the kernel kill all that is left. As process 1 it cannot
be signalled from inside; as an undumpable one it cannot be traced or read.
"""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from autograder.codec.wire import WireError
from autograder.zygote import barrier, syscalls, watch

if TYPE_CHECKING:
    from autograder.codec.wire import Wire

TICK_MS = 100


class Keeper:
    """Keeps one submission.

    Parameters
    ----------
    control
        The leash.
    fields
        The ``keep`` frame: the allowance.
    identity
        User and group outside of the new namespaces, which do not know them yet.
    program
        The seccomp filter; empty where grading was told to go without isolation.
    """

    def __init__(
        self,
        control: Wire,
        fields: dict[str, Any],
        *,
        identity: tuple[int, int],
        program: bytes,
    ) -> None:
        self.control = control
        self.identity = identity
        self.program = program
        self.allowance = barrier.Allowance.from_fields(fields)
        self.student = 0

    def run(self) -> NoReturn:
        """Keep the submission until the grading side is done with it, then end with all of it."""
        try:
            self._run()
        except WireError:
            pass  # the grading side is gone: end
        except BaseException as error:  # noqa: BLE001 - the boundary of a process: report, end
            self.control.send("broken", reason=f"{type(error).__name__}: {error}")
        finally:
            self._end()

    def _run(self) -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        spaces: list[int] = []
        if self.program:
            spaces = barrier.put_up(self.allowance, identity=self.identity, program=self.program)
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
        arrived, arrival = os.pipe()
        self.control.send("kept", fds=[arrival, *spaces])
        for fd in (arrival, *spaces):
            os.close(fd)
        if said := os.read(arrived, 20):  # nothing where no student process could be started
            self.student = int(said)
            self._watch()

    def _watch(self) -> None:
        guard = watch.Guard(self.allowance, self.student)
        pidfd = os.pidfd_open(self.student)
        poll = select.poll()
        poll.register(self.control.sock, select.POLLIN)
        poll.register(pidfd, select.POLLIN)
        while True:
            for fd, _event in poll.poll(TICK_MS):
                if fd == pidfd:
                    poll.unregister(fd)
                    os.close(fd)
                    self.control.send("exited")
                    pidfd = -1
                else:
                    frame = self.control.receive()
                    if frame.op == "end":
                        return
                    if pidfd >= 0:
                        os.kill(self.student, signal.Signals[frame.fields["signal"]])
            self._reap()
            if reason := guard.look():
                self.control.send("killed", reason=reason)

    @staticmethod
    def _reap() -> None:
        """Collect orphans, which process 1 inherits."""
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def _end(self) -> NoReturn:
        if self.student and not self.program:  # no namespace dies with us: a session must
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            watch.kill_session(self.student)
        os._exit(0)
