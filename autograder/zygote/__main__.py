"""The zygote: imports what notebooks need once, then forks one student process per submission.

Started by `autograder.sandbox.zygote` as ``python -m autograder.zygote FD JSON``.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from typing import Any

from autograder.codec.wire import Wire, WireError
from autograder.zygote import syscalls
from autograder.zygote.keeper import Keeper

UID = 1_999_999_999  # in no range that systems hand out; only used where grading runs as root


def become_nobody() -> None:
    """Leave root: show a whole /proc (children may mount theirs then) and change the user."""
    if os.getuid() != 0:
        return
    flags = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
    syscalls.mount("proc", "/proc", "proc", flags)
    os.setgroups([])
    os.setresgid(UID, UID, UID)
    os.setresuid(UID, UID, UID)


def serve(wire: Wire, *, isolated: bool) -> None:
    """Fork a student process for each ``spawn`` frame until the grading side hangs up."""
    program = b""
    if isolated:
        from autograder.zygote.seccomp import compile_filter

        program = compile_filter()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps; keepers report themselves
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grading side
    identity = os.getuid(), os.getgid()
    wire.send("ready", pid=os.getpid())
    while True:
        try:
            frame = wire.receive(with_fds=True)
        except WireError:
            return
        session, control = frame.fds
        pid = syscalls.clone(syscalls.NAMESPACES) if isolated else os.fork()
        if pid == 0:
            wire.close()
            Keeper(session, control, frame.fields, identity=identity, program=program).run()
        os.close(session)
        os.close(control)


def main(arguments: list[str]) -> None:
    """Run the zygote; ``arguments`` are the control socket's descriptor and the options."""
    options: dict[str, Any] = json.loads(arguments[1])
    wire = Wire(socket.socket(fileno=int(arguments[0])))
    if options["isolated"]:
        become_nobody()
    from autograder.zygote.warm import warm_up

    warm_up(options["preload"])
    serve(wire, isolated=options["isolated"])


if __name__ == "__main__":
    main(sys.argv[1:])
