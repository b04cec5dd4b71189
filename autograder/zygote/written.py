"""Files beside the notebook that cross as data."""

from __future__ import annotations

from pathlib import Path


def read_file(path: str) -> bytes | None:
    """Return a regular file's content; `None` where there is none."""
    file = Path(path)
    return file.read_bytes() if file.is_file() else None


def write_file(path: str, content: bytes | None) -> None:
    """Write a file, or remove it."""
    file = Path(path)
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
