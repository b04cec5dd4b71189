"""Opens a file of a student's: never through a link, never a pipe or a device."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def open_plain(path: Path | str, *, dir_fd: int | None = None) -> BinaryIO | None:
    """Open a regular file for reading; `None` where there is none, or another kind of thing.

    What is looked at is what was opened, so a swap between the look and the reading gains nothing.

    Parameters
    ----------
    path
        The file; only its last part is kept from being a link.
    dir_fd
        The open folder to which a relative path belongs.
    """
    try:
        fd = os.open(path, FLAGS, dir_fd=dir_fd)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return os.fdopen(fd, "rb")
    os.close(fd)
    return None
