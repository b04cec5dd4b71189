"""The judge: runs the source notebook once, then forks per submission.

Started by `autograder.judge.process` as ``python -m autograder.judge FD MODULES``. Student code
never runs in this process; only the decoded data of the closed codec gets here.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import sys
import traceback

from autograder.codec.wire import Wire, WireError
from autograder.judge.files import own_folder
from autograder.judge.grading import Grading
from autograder.judge.plan import Cell
from autograder.judge.reference import Reference, run_reference
from autograder.limits import Limits
from autograder.zygote import syscalls
from autograder.zygote.student import seed_generators
from autograder.zygote.warm import load, settle


def serve(wire: Wire) -> None:
    """Prepare the source that the engine sends, then grade until it hangs up."""
    frame = wire.receive()
    atexit.register(shutil.rmtree, frame.fields["folder"], ignore_errors=True)
    os.chdir(frame.fields["folder"])
    sys.path.insert(0, "")
    cells = [Cell(**fields) for fields in json.loads(frame.payload)]
    seed_generators()
    reference = run_reference(cells, frame.fields["seconds"], wire.is_open)
    settle()
    places = [prepared.place.to_dict() for prepared in reference.prepared]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    wire.send("ready", places=places, failed=reference.failed)
    while True:
        frame = wire.receive(with_fds=True)
        result, *sockets = frame.fds
        pid = os.fork()
        if pid == 0:
            wire.close()
            branches = dict(zip(frame.fields["branches"], sockets, strict=True))
            judge_one(
                Wire(socket.socket(fileno=result)), reference, branches, frame.fields["limits"]
            )
        for fd in frame.fds:
            os.close(fd)


def judge_one(
    wire: Wire, reference: Reference, branches: dict[int, int], limits: dict[str, float]
) -> None:
    """Be the judge of one submission, to the end of this process."""
    code = 0
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
        with own_folder(reference.files):
            wire.send("here", pid=os.getpid())
            Grading(wire, reference, branches, Limits.from_dict(limits)).serve()
    except WireError:
        pass
    except BaseException:  # noqa: BLE001 - the boundary of a process: show, end
        traceback.print_exc(file=sys.__stderr__)
        code = 70
    os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load(json.loads(sys.argv[2]))
    try:
        serve(Wire(socket.socket(fileno=int(sys.argv[1]))))
    except WireError:
        sys.exit(0)
