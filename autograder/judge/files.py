"""Files that the reference writes: the student's own take their place.

What solution and grade cells write beside the notebook is work, like the names that they bind.
The reference's files are removed after its run, each submission is judged in a folder of its own,
and only paths that the reference has written may come from the student.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

KEPT_BYTES = 64 << 20
FORKS = ".submissions"
DATA_FILES = frozenset(
    (
        *(".csv", ".tsv", ".txt", ".dat", ".log", ".json", ".jsonl", ".md", ".html", ".xml"),
        *(".png", ".jpg", ".jpeg", ".svg", ".pdf"),
    )
)

Seen = dict[str, tuple[int, int, int]]


def look(folder: Path) -> Seen:
    """Return inode, size and time of every visible regular file below a folder."""
    found: Seen = {}
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        for name in names:
            path = Path(base, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                status = path.stat()
                key = str(path.relative_to(folder))
                found[key] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def changed(before: Seen, after: Seen) -> set[str]:
    """Return the paths that are new, gone or written to."""
    return {path for path in before | after if before.get(path) != after.get(path)}


class Originals:
    """The source's own files as they were before the reference ran."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contents: dict[str, bytes] = {}
        left = KEPT_BYTES
        for path, (_, size, _) in look(folder).items():
            if size <= left:
                left -= size
                self.contents[path] = (folder / path).read_bytes()

    def put_back(self, paths: set[str]) -> None:
        """Remove what was written under these paths; a file of the source is as it was."""
        for path in paths:
            file = self.folder / path
            if path in self.contents:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(self.contents[path])
            else:
                file.unlink(missing_ok=True)


@contextmanager
def own_folder(written: Collection[str]) -> Iterator[None]:
    """Work in a folder of one submission's own, where the reference writes files at all.

    It holds what the working directory holds: copies of the files that are written, links to the
    others, which are only read.
    """
    if not written:
        yield
        return
    folder = Path.cwd()
    (folder / FORKS).mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder / FORKS))
    for path in look(folder):
        target = made / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in written:
            shutil.copyfile(folder / path, target)
        else:
            target.symlink_to(folder / path)
    os.chdir(made)
    try:
        yield
    finally:
        os.chdir(folder)
        shutil.rmtree(made, ignore_errors=True)


def forget_modules(written: Iterable[str]) -> None:
    """Forget modules that the reference has written and imported: they would stand in."""
    for path in map(Path, written):
        if path.suffix == ".py":
            sys.modules.pop(".".join(path.with_suffix("").parts), None)
    importlib.invalidate_caches()


def may_cross(path: str) -> bool:
    """Whether a student's file may get to the judge: nothing that Python would run or unpickle."""
    return Path(path).suffix.lower() in DATA_FILES


def is_barred(error: BaseException | None, written: Iterable[str]) -> bool:
    """Whether a grade cell failed for want of a file that the student made and that cannot cross.

    Parameters
    ----------
    error
        What the cell raised.
    written
        Paths that the reference writes.
    """
    barred = [path for path in written if not may_cross(path)]
    if isinstance(error, ModuleNotFoundError):
        return error.name in {Path(path).stem for path in barred}
    return isinstance(error, FileNotFoundError) and str(error.filename) in barred
