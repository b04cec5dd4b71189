"""Files that a grade cell and the student's functions have in common."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING

from autograder.zygote.written import read_file, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable


class Exchange:
    """The common files of one grade cell, in the working directory.

    Parameters
    ----------
    paths
        The paths that the reference writes, relative to the working directory.
    named
        Those that the solution names itself. Others go to the student's process only where a
        call names them: a check may keep what it expects in a file.
    """

    def __init__(self, paths: Iterable[str], named: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self.named = frozenset(named)
        self.last = {path: self._stamp(path) for path in paths}

    @staticmethod
    def _stamp(path: str) -> tuple[int, int] | None:
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116 - relative to the working directory
            return status.st_size, status.st_mtime_ns
        return None

    def outgoing(self, call: bytes) -> dict[str, bytes | None]:
        """Return what the grade cell has written since the last call; `None` for what is gone.

        Parameters
        ----------
        call
            The encoded arguments of the call.
        """
        found: dict[str, bytes | None] = {}
        for path in self.paths:
            name = json.dumps(PurePath(path).name)[1:-1].encode()
            if path not in self.named and name not in call:
                continue
            stamp = self._stamp(path)
            if stamp != self.last[path]:
                self.last[path] = stamp
                found[path] = read_file(path)
        return found

    def incoming(self, path: str, content: object) -> None:
        """Write what a student's function, or cell, has written."""
        if path not in self.paths:
            return
        if content is None or type(content) is bytes:
            write_file(path, content)
        self.last[path] = self._stamp(path)
