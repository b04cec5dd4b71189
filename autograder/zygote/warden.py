"""The warden: starts a keeper for each submission.

It stays as small as a process with Python in it can be, and so does every keeper that it forks.
"""

from __future__ import annotations

import gc
import os
import socket

from autograder.codec.wire import Wire, WireError
from autograder.zygote import syscalls
from autograder.zygote.keeper import Keeper


def serve(wire: Wire, *, program: bytes) -> None:
    """Start a keeper for each ``keep`` frame until the grading side hangs up.

    Parameters
    ----------
    wire
        To the grading side. A frame's descriptor is the keeper's leash, its fields the allowance.
    program
        The seccomp filter; empty where grading was told to go without isolation.
    """
    identity = os.getuid(), os.getgid()
    gc.disable()  # there is nothing to collect, and looking would copy all memory in each keeper
    while True:
        try:
            frame = wire.receive(with_fds=True)
        except WireError:
            return
        (leash,) = frame.fds
        pid = syscalls.clone(syscalls.NAMESPACES) if program else os.fork()
        if pid == 0:
            wire.close()
            control = Wire(socket.socket(fileno=leash))
            Keeper(control, frame.fields, identity=identity, program=program).run()
        os.close(leash)
