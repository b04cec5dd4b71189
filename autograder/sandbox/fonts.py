"""Matplotlib's list of fonts: made once per machine, seen by every sandbox."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path


def cache_folder() -> Path:
    """Return matplotlib's cache folder, by its own rules, without importing it."""
    if configured := os.environ.get("MPLCONFIGDIR"):
        return Path(configured)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "matplotlib"


@functools.cache
def font_list() -> Path | None:
    """Return the newest font list, made if there is none; `None` without matplotlib."""
    if find_spec("matplotlib") is None:
        return None
    if not _lists():
        command = [sys.executable, "-c", "import matplotlib.font_manager"]
        subprocess.run(command, check=True, capture_output=True)
    lists = _lists()
    return max(lists, key=lambda path: path.stat().st_mtime) if lists else None


def _lists() -> list[Path]:
    return list(cache_folder().glob("fontlist-v*.json"))
