"""The judge: runs the source notebook once, then forks per submission.

Student code never runs in this process; only the decoded data of the closed codec gets here.
"""

from __future__ import annotations

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
from autograder.zygote.generators import seed_generators
from autograder.zygote.warm import load, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.codec.wire import Frame
    from autograder.judge.reference import Reference


def serve(wire: Wire, source: Frame) -> None:
    """Prepare the source that the engine has sent, then grade until it hangs up."""
    os.chdir(source.fields["folder"])
    sys.path.insert(0, "")
    cells = [Cell(**fields) for fields in json.loads(source.payload)]
    seconds = source.fields["seconds"]
    recipe = Recipe.beside(Path())
    if recipe is not None:
        recipe.write_files(Path(), recipe.seed)
    seed_generators()
    reference = run_reference(cells, seconds, wire.is_open)
    settle()
    places = [prepared.place.to_dict() for prepared in reference.prepared]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    wire.send("ready", places=places, failed=reference.failed, files=bool(reference.files))
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


def main(arguments: list[str]) -> NoReturn:
    """Be a judge until the engine hangs up.

    Parameters
    ----------
    arguments
        The descriptor of the engine's socket, and the modules to import meanwhile.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load(json.loads(arguments[1]))
    wire = Wire(socket.socket(fileno=int(arguments[0])))
    code, folder = 0, ""
    try:
        source = wire.receive()
        folder = source.fields["folder"]
        serve(wire, source)
    except WireError:
        pass
    except BaseException:  # noqa: BLE001 - the boundary of a process: show, end
        traceback.print_exc(file=sys.__stderr__)
        code = 70
    if folder:  # the engine removes it too, if it was not killed
        shutil.rmtree(folder, ignore_errors=True)
    # Python's orderly end would take apart all that was imported, and the engine would wait for it
    os._exit(code)


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
