"""The files of one graded submission: the student's, with the instructor's over them."""

from __future__ import annotations

import fnmatch
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.plain_file import open_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.batch.task import Task


def lay_out(submitted: Path, task: Task, folder: Path) -> list[str]:
    """Copy what belongs to a submission into a folder.

    Only regular files are copied, never through a link; notebooks are written later.

    Returns
    -------
    list of str
        Names of the links that were left out.
    """
    links: list[str] = []
    for path in _files(submitted, task.ignored):
        if path.is_symlink():
            links.append(path.name)
        else:
            _copy(path, folder / path.relative_to(submitted))
    for path in _files(task.source_folder, task.ignored):
        relative = path.relative_to(task.source_folder)
        if str(relative) not in task.protected:
            _copy(path, folder / relative)
    return sorted(links)


def timestamp_of(submitted: Path) -> str:
    """Return the text of a submission's ``timestamp.txt``; empty if there is none."""
    file = open_plain(submitted / "timestamp.txt")
    if file is None:
        return ""
    with file:
        return file.read(400).decode(errors="replace")[:100].strip()


def set_permissions(folder: Path, mode: int) -> None:
    """Set the permissions of all files below a folder."""
    for parent, _, names in os.walk(folder):
        for name in names:
            Path(parent, name).chmod(mode)


def _files(folder: Path, ignored: Sequence[str]) -> Iterator[Path]:
    """Yield files and links below a folder, all but notebooks and what is ignored."""
    for parent, folders, names in os.walk(folder):
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = sorted(set(folders) - set(linked) - set(_matching(folders, ignored)))
        left_out = {*_matching([*names, *linked], ignored), *fnmatch.filter(names, "*.ipynb")}
        for name in sorted({*names, *linked} - left_out):
            path = Path(parent, name)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
                yield path


def _matching(names: Sequence[str], patterns: Sequence[str]) -> Iterator[str]:
    for pattern in patterns:
        yield from fnmatch.filter(names, pattern)


def _copy(path: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.unlink(missing_ok=True)
    shutil.copyfile(path, copy, follow_symlinks=False)
