"""Two processes behind bubblewrap: the warden, and the zygote with all that notebooks need.

Started by `autograder.sandbox.zygote` as ``python -m autograder.zygote FD FD JSON``.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from typing import Any, NoReturn

from autograder.codec.wire import Wire
from autograder.zygote import barrier, memory, syscalls

UID = 1_999_999_999  # in no range that systems hand out; only used where grading runs as root


def become_nobody() -> None:
    """Leave root: show a whole /proc (children may mount theirs then) and change the user.

    In a user namespace of their own both processes may then make namespaces and put others into
    them; outside of it they can do nothing.
    """
    if os.getuid() == 0:
        flags = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
        syscalls.mount("proc", "/proc", "proc", flags)
        os.setgroups([])
        os.setresgid(UID, UID, UID)
        os.setresuid(UID, UID, UID)
    identity = os.getuid(), os.getgid()
    syscalls.unshare_user()
    barrier.map_identity(*identity)
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)


def main(arguments: list[str]) -> NoReturn:
    """Be the warden, and the zygote beside it.

    Parameters
    ----------
    arguments
        The descriptors of the warden's and of the zygote's socket, and the options.
    """
    options: dict[str, Any] = json.loads(arguments[2])
    wires = [Wire(socket.socket(fileno=int(fd))) for fd in arguments[:2]]
    program = b""
    if options["isolated"]:
        from autograder.zygote.seccomp import compile_filter

        program = compile_filter()
        become_nobody()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grading side
    if os.fork() == 0:
        wires[0].close()
        memory.gather()
        from autograder.zygote import forker
        from autograder.zygote.warm import warm_up

        warm_up(options["preload"])
        wires[1].send("ready")
        forker.serve(wires[1], program=program)
    else:
        wires[1].close()
        from autograder.zygote import warden

        warden.serve(wires[0], program=program)
    # Python's orderly end would take apart all that was imported, and the grader would wait for it
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
