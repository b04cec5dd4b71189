"""``sys.stdout`` and ``sys.stderr`` of a cell, in order with what subprocesses write.

Descriptors 1 and 2 lead to two unlinked files on the submission's scratch; before anything is
printed from Python, whatever subprocesses or C code have added there is sent first. No thread is
needed, nothing can block, and the scratch's size is the bound.
"""

from __future__ import annotations

import io
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BUFFER = 8192
SECONDS = 0.2


class RawFile:
    """A descriptor led into an unlinked file, read from behind."""

    def __init__(self, fd: int) -> None:
        name = f".{os.getpid()}-{fd}"
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL
        self.handle = os.open(name, flags, 0o600)
        os.unlink(name)  # noqa: PTH108 - a bare name next to a bare descriptor
        os.dup2(self.handle, fd)
        self.position = 0

    def grown(self) -> bool:
        """Whether something was added since the last `take`."""
        return os.fstat(self.handle).st_size > self.position

    def take(self) -> str:
        """Return what was added since the last time."""
        size = os.fstat(self.handle).st_size
        if size <= self.position:
            return ""
        data = os.pread(self.handle, min(size - self.position, 1 << 22), self.position)
        self.position = size
        return data.decode(errors="replace")


class Stream(io.TextIOBase):
    """A text stream that hands its text on in pieces.

    Parameters
    ----------
    name
        ``"stdout"`` or ``"stderr"``.
    fd
        The descriptor it stands for.
    raw
        What others write to this descriptor.
    send
        Takes ``(name, text)``.

    Before the first character of a piece the stream in `other` is flushed, which keeps the order
    between the two.
    """

    def __init__(
        self, name: str, fd: int, raw: RawFile | None, send: Callable[[str, str], None]
    ) -> None:
        self.name = name
        self.fd = fd
        self.raw = raw
        self.send = send
        self.other: Stream | None = None
        self.parts: list[str] = []
        self.size = 0
        self.sent_at = 0.0

    encoding = "utf-8"  # type: ignore[assignment, unused-ignore]
    errors = "replace"  # type: ignore[assignment, unused-ignore]

    def fileno(self) -> int:
        """Return the descriptor, so that ``subprocess.run(stdout=sys.stdout)`` works."""
        return self.fd

    def isatty(self) -> bool:
        """Return False: there is no terminal."""
        return False

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Take text; it leaves with the next `flush`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not self.parts and self.other is not None:
            self.other.flush()
        if self.raw is not None and self.raw.grown():
            self.flush()
        self.parts.append(str(text))
        self.size += len(text)
        if self.size > BUFFER or time.monotonic() - self.sent_at > SECONDS:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what has been written, then what others wrote meanwhile."""
        if self.parts:
            text, self.parts, self.size = "".join(self.parts), [], 0
            self.sent_at = time.monotonic()
            self.send(self.name, text)
        self._drain()

    def _drain(self) -> None:
        if self.raw is not None and (text := self.raw.take()):
            self.send(self.name, text)


def pair(send: Callable[[str, str], None], *, descriptors: bool) -> tuple[Stream, Stream]:
    """Return stdout and stderr, each flushed before the other starts a piece.

    ``descriptors`` also leads descriptors 1 and 2 into them.
    """
    out = Stream("stdout", 1, RawFile(1) if descriptors else None, send)
    err = Stream("stderr", 2, RawFile(2) if descriptors else None, send)
    out.other, err.other = err, out
    return out, err
