"""A submission's folder, read without following a link, up to a number of files and bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.plain_file import open_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

# notebooks stay out: beside a submission there may be one with the hidden tests in it
SKIPPED = (".ipynb",)


def read_folder(folder: Path, *, files: int, size: int) -> Iterator[tuple[str, bytes]]:
    """Yield ``(relative path, content)`` of the regular files in a folder, sorted.

    Links, devices, pipes and notebooks are left out, as is what goes beyond ``files`` files or
    ``size`` bytes together.
    """
    for base, folders, names, dir_fd in os.fwalk(folder, follow_symlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SKIPPED) or files <= 0:
                continue
            content = _read(name, dir_fd, size)
            if content is None:
                continue
            files -= 1
            size -= len(content)
            yield str(Path(base, name).relative_to(folder)), content


def _read(name: str, dir_fd: int, limit: int) -> bytes | None:
    file = open_plain(name, dir_fd=dir_fd)
    if file is None:  # a link, or unreadable: not part of the student's work
        return None
    with file:
        return file.read(limit) if os.fstat(file.fileno()).st_size <= limit else None
