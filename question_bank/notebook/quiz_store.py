"""Keeps the answers of a quiz in ``answers.json`` beside the notebook; loses none."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any


class Store:
    """The answers on disk. A change is on disk before the form says that it is."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.backup: str | None = None
        self.answers: dict[str, Any] = {}
        with contextlib.suppress(OSError):
            # Unreadable and not to be renamed either: saving will say so.
            self.answers.update(self.read())

    def read(self) -> dict[str, Any]:
        """Return what the file holds; a corrupt file is kept under another name."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError):
            return self._set_aside()
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return self._set_aside()
        return data if isinstance(data, dict) else self._set_aside()

    def _set_aside(self) -> dict[str, Any]:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        copy = self.path.with_name(f"{self.path.stem}-corrupt-{stamp}{self.path.suffix}")
        number = 1
        while copy.exists():
            number += 1
            copy = copy.with_name(f"{self.path.stem}-corrupt-{stamp}-{number}{self.path.suffix}")
        self.path.rename(copy)
        self.backup = copy.name
        return {}

    def put(self, question: str, answer: Any) -> None:
        """Save one answer; None takes it back.

        The file is read again first: the same form may be open in another tab.
        """
        if answer is None:
            self.answers.pop(question, None)
        else:
            self.answers[question] = answer
        merged = {**self.answers, **self.read()}
        merged.pop(question, None)
        if answer is not None:
            merged[question] = answer
        self._write(merged)
        self.answers.clear()
        self.answers.update(merged)

    def _write(self, data: dict[str, Any]) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=1)
        handle, name = tempfile.mkstemp(dir=self.path.parent or ".", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
