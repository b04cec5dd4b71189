"""The runner used where none is given: the engine, kept warm for the life of the process."""

from __future__ import annotations

import atexit
import threading
from typing import TYPE_CHECKING

from autograder.engine import EngineRunner

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.released import Rules

_lock = threading.Lock()
_kept: dict[tuple[Path | None, str, bool], EngineRunner] = {}


def engine_for(
    source_folder: Path | None = None, *, rules: Rules | None = None, sandbox: bool = True
) -> EngineRunner:
    """Return the process's engine for the sources of one folder, started on first use.

    Parameters
    ----------
    source_folder
        Where the source notebook and its data lie.
    rules
        How releases are made from sources.
    sandbox
        `False` runs student code with the rights of whoever grades.

    Raises
    ------
    IsolationError
        ``sandbox`` is asked for and this machine lacks something.
    """
    folder = source_folder.resolve() if source_folder is not None else None
    key = folder, repr(rules), sandbox
    with _lock:
        if key not in _kept:
            if not _kept:
                atexit.register(close_all)
            _kept[key] = EngineRunner(source_folder=folder, rules=rules, isolated=sandbox)
        return _kept[key]


def close_all() -> None:
    """End every engine of this process."""
    with _lock:
        for engine in _kept.values():
            engine.close()
        _kept.clear()
