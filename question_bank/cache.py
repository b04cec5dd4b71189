"""Keeps parsed YAML between runs: parsing is most of what loading a bank costs."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

_FORMAT = 1


class Cache:
    """Parsed files of one folder, as JSON in the user's cache folder.

    A file counts as unchanged if size and modification time are the same. The cache holds
    data only (never code), is written in one step, and is passed over when unreadable or when
    the cache folder cannot be written.

    Parameters
    ----------
    folder
        What was loaded.
    enabled
        Whether to read and write at all.
    """

    def __init__(self, folder: Path, *, enabled: bool = True) -> None:
        name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._path = _home() / f"bank-{name}.json" if enabled else None
        self._old: dict[str, Any] = self._read()
        self._new: dict[str, Any] = {}

    def get(self, file: Path) -> Any | None:
        """Return the data of an unchanged file, None otherwise."""
        entry = self._old.get(str(file.resolve()))
        if entry is None or entry[0] != _stamp(file):
            return None
        self._new[str(file.resolve())] = entry
        return entry[1]

    def put(self, file: Path, data: Any) -> None:
        """Remember the data of a file."""
        self._new[str(file.resolve())] = [_stamp(file), data]

    def save(self) -> None:
        """Write what was used, if anything changed."""
        if self._path is None or self._new == self._old:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", dir=self._path.parent, delete=False, encoding="utf-8", suffix=".tmp"
            ) as file:
                json.dump({"format": _FORMAT, "files": self._new}, file, ensure_ascii=False)
            Path(file.name).replace(self._path)
        except (OSError, TypeError, ValueError):
            # A read-only home or data that JSON cannot hold costs speed, nothing else.
            return

    def _read(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(data, dict) or data.get("format") != _FORMAT:
            return {}
        files = data.get("files")
        return files if isinstance(files, dict) else {}


def _stamp(file: Path) -> list[int]:
    status = file.stat()
    return [status.st_size, status.st_mtime_ns]


def _home() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "crmlab"
