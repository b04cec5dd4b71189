"""The judge's process: started early, given a source notebook later."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from autograder.codec.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

# what keeps the reference run equal from machine to machine
ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


class JudgeProcess:
    """A judge that waits for its source.

    Parameters
    ----------
    preload
        Modules to import meanwhile.
    purpose
        ``"autograde"`` or ``"validate"``: nbgrader's way to tell a notebook what goes on.

    Attributes
    ----------
    wire
        The conversation with it.
    scratch
        The folder in which it runs; removed at the end.
    """

    def __init__(self, preload: Sequence[str] = (), *, purpose: str = "autograde") -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="autograder-judge-")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the judge
        self.scratch = self._scratch.name
        ours, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), json.dumps(list(preload))]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autograder.judge", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                env={**os.environ, **ENVIRONMENT, "NBGRADER_EXECUTION": purpose},
                start_new_session=True,
            )
        self.wire = Wire(ours)

    def last_words(self) -> str:
        """Return the end of what it wrote, for error messages."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")[-2000:].strip()

    def hang_up(self) -> None:
        """Let the process end, without waiting for it."""
        self.wire.close()

    def close(self) -> None:
        """End the process."""
        self.hang_up()
        self._process.wait()
        self._errors.close()
        self._scratch.cleanup()
