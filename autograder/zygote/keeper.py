"""The keeper: first process of a submission's namespaces, and the only one with a leash.

It puts the barriers up, forks the student process and then only watches: it interrupts when the
grading side says so, ends processes that take too much, reports the student process's end, and
by ending itself makes the kernel kill all that is left. As process 1 it cannot be signalled from
inside; as an undumpable one it cannot be traced or read.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
from typing import Any, NoReturn

from autograder.codec.wire import Wire, WireError
from autograder.zygote import barrier, syscalls, watch

TICK_MS = 100


class Keeper:
    """Keeps one submission.

    Parameters
    ----------
    session, control
        Descriptors: the student process's conversation, and the leash.
    fields
        The ``spawn`` frame: the allowance, and where to work if there is no isolation.
    identity
        User and group outside of the new namespaces, which do not know them yet.
    program
        The seccomp filter; empty where grading was told to go without isolation.
    """

    def __init__(
        self,
        session: int,
        control: int,
        fields: dict[str, Any],
        *,
        identity: tuple[int, int],
        program: bytes,
    ) -> None:
        self.session = session
        self.control = Wire(socket.socket(fileno=control))
        self.fields = fields
        self.identity = identity
        self.program = program
        self.allowance = barrier.Allowance.from_fields(fields)

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
        if self.program:
            program = self.program
            barrier.put_up(self.allowance, identity=self.identity, program=program)
        else:
            os.chdir(self.fields["home"])
            barrier.limit_resources(self.allowance, base=barrier.address_space())
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
        child = os.fork()
        if child == 0:
            self.control.close()
            from autograder.zygote.student import live

            live(self.session, self.fields)
        os.close(self.session)
        gc.disable()
        self.control.send("started")
        self._watch(child)

    def _watch(self, child: int) -> None:
        guard = watch.Guard(self.allowance, child)
        pidfd = os.pidfd_open(child)
        poll = select.poll()
        poll.register(self.control.sock, select.POLLIN)
        poll.register(pidfd, select.POLLIN)
        while True:
            for fd, _event in poll.poll(TICK_MS):
                if fd == pidfd:
                    poll.unregister(fd)
                    os.close(fd)
                    _pid, status = os.waitpid(child, 0)
                    self.control.send("exited", code=os.waitstatus_to_exitcode(status))
                    pidfd = -1
                else:
                    frame = self.control.receive()
                    if frame.op == "end":
                        return
                    if pidfd >= 0:
                        os.kill(child, signal.Signals[frame.fields["signal"]])
            self._reap(child if pidfd >= 0 else 0)
            if reason := guard.look():
                self.control.send("killed", reason=reason)

    @staticmethod
    def _reap(child: int) -> None:
        """Collect orphans, which process 1 inherits; the child itself waits for its own turn."""
        while True:
            try:
                info = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if info is None or info.si_pid == child:
                return
            os.waitpid(info.si_pid, 0)

    def _end(self) -> NoReturn:
        if not self.program:  # no namespace that dies with us: the session's processes do
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            watch.kill_session(os.getpid())
        os._exit(0)
