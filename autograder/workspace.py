"""The folder in which a submission runs: its own files, with the instructor's over them."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.messages import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.limits import Limits
    from autograder.report import Finding


@contextmanager
def workspace(
    submission: Path | None, source: Path | None, limits: Limits
) -> Iterator[tuple[Path, list[Finding]]]:
    """Make a scratch folder; it is gone at the end.

    Parameters
    ----------
    submission, source
        Folders whose files are copied, notebooks and hidden files excepted. Links and special
        files are never followed; the source's files win.
    limits
        A folder with more files or bytes than a submission may write is left out, with a finding.

    Yields
    ------
    folder, findings
    """
    notes: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="autograder-") as made:
        folder = Path(made)
        for given in (submission, source):
            if given is None:
                continue
            try:
                copy_plain_files(given, folder, limits)
            except TooManyFilesError:
                notes.append(finding("too_many_files", where=given.name))
        yield folder, notes


class TooManyFilesError(ValueError):
    """A folder that is not one submission's."""


def copy_plain_files(given: Path, folder: Path, limits: Limits) -> None:
    """Copy regular files that are no notebooks and not hidden, never through a link.

    Raises
    ------
    TooManyFilesError
        More files or bytes than ``limits`` allow; nothing was copied then.
    """
    found: list[tuple[Path, Path]] = []
    size = 0
    for parent, folders, files in os.walk(given):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        for name in sorted(files):
            path = Path(parent, name)
            status = path.lstat()
            if name.startswith(".") or name.endswith(".ipynb") or not stat.S_ISREG(status.st_mode):
                continue
            size += status.st_size
            found.append((path, folder / path.relative_to(given)))
            if len(found) > limits.files or size > limits.disk_bytes:
                raise TooManyFilesError(given)
    for path, copy in found:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        shutil.copyfile(path, copy, follow_symlinks=False)
