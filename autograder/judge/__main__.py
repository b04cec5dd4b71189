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
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from autograder.codec.wire import Wire, WireError
from autograder.judge import variant
from autograder.judge.files import own_folder
from autograder.judge.grading import Grading
from autograder.judge.plan import Cell
from autograder.judge.reference import run_reference
from autograder.limits import Limits
from autograder.variant import Recipe
from autograder.zygote import syscalls
from autograder.zygote.student import seed_generators
from autograder.zygote.warm import load, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.codec.wire import Frame
    from autograder.judge.reference import Reference


def serve(wire: Wire) -> None:
    """Prepare the source that the engine sends, then grade until it hangs up."""
    frame = wire.receive()
    atexit.register(shutil.rmtree, frame.fields["folder"], ignore_errors=True)
    os.chdir(frame.fields["folder"])
    sys.path.insert(0, "")
    cells = [Cell(**fields) for fields in json.loads(frame.payload)]
    seconds = frame.fields["seconds"]
    recipe = Recipe.beside(Path())
    if recipe is not None:
        recipe.write_files(Path(), recipe.seed)
    seed_generators()
    reference = run_reference(cells, seconds, wire.is_open)
    settle()
    places = [prepared.place.to_dict() for prepared in reference.prepared]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    wire.send("ready", places=places, failed=reference.failed)
    while True:
        frame = wire.receive(with_fds=True)
        pid = os.fork()
        if pid == 0:
            wire.close()
            theirs = Wire(socket.socket(fileno=frame.fds[0]))
            if frame.op == "files" and recipe is not None:
                be(partial(variant.send, theirs, recipe, frame.fields["seed"]))
            be(partial(judge_one, theirs, frame, cells, seconds, reference))
        for fd in frame.fds:
            os.close(fd)


def judge_one(
    wire: Wire, asked: Frame, cells: list[Cell], seconds: float, reference: Reference
) -> None:
    """Judge one submission, on the student's own data where they are sent."""
    branches = dict(zip(asked.fields["branches"], asked.fds[1:], strict=True))
    limits = Limits.from_dict(asked.fields["limits"])
    received = [wire.receive() for _ in range(asked.fields["files"])]
    files = {file.fields["name"]: file.payload for file in received}
    with own_folder(reference.files | files.keys()):
        wire.send("here", pid=os.getpid())
        if files:
            variant.write(files)
            reference = variant.run_again(reference, cells, seconds, wire.is_open)
            wire.send("ready")
        Grading(wire, reference, branches, limits).serve()


def be(task: Callable[[], None]) -> NoReturn:
    """Be the process of one task, to its end."""
    code = 0
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
        task()
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
