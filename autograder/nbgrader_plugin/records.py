"""The reports of a course, one file per graded notebook beside the autograded one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.nbgrader_plugin import REPORT_SUFFIX
from autograder.report import Report

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class Record:
    """A report and the fingerprint of everything that it was made from."""

    inputs: str
    report: Report


def write_record(folder: Path, notebook: str, inputs: str, report: Report) -> None:
    """Write the report of one notebook, whatever a student may have put in its place.

    Parameters
    ----------
    folder, notebook
        The autograded folder and the notebook's name.
    inputs
        The `fingerprint` of what was graded.
    report
        The report.
    """
    path = folder / f"{notebook}{REPORT_SUFFIX}"
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    data = {
        "inputs": inputs,
        "report": report.to_dict(),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w", encoding="utf-8"
    ) as file:
        file.write(text)


def read_records(folder: Path) -> dict[str, Record]:
    """Return the records of one autograded submission by notebook; unreadable ones are left out.

    A record that is missing or of another version only means that the submission is graded anew.
    """
    records = {}
    for path in sorted(folder.glob(f"*{REPORT_SUFFIX}")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            record = Record(str(data["inputs"]), Report.from_dict(data["report"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        records[path.name.removesuffix(REPORT_SUFFIX)] = record
    return records


def source_print(folder: Path | None, source: NotebookNode) -> str:
    """Return a hash of what a class is graded by.

    Parameters
    ----------
    folder
        The source folder; of its notebooks, those that the gradebook knows count as ``source``.
    source
        The source notebook as graded.
    """
    digest = hashlib.sha256()
    files = [path for path in _files(folder) if path.suffix != ".ipynb"]
    _add(digest, folder, files)
    cells = [[cell.cell_type, cell.source, cell.metadata] for cell in source.cells]
    text = json.dumps([cells, source.metadata], sort_keys=True, ensure_ascii=False)
    digest.update(text.encode("utf-8", "replace"))
    return digest.hexdigest()


def fingerprint(submitted: Path | None, printed: str) -> str:
    """Return a hash of all that a grading depends on.

    Parameters
    ----------
    submitted
        The student's folder: every file's name and content, links by where they point.
    printed
        The `source_print`.
    """
    digest = hashlib.sha256(printed.encode())
    _add(digest, submitted, _files(submitted))
    return digest.hexdigest()


def _add(digest: hashlib._Hash, folder: Path | None, files: list[Path]) -> None:
    for path in files:
        digest.update(str(path.relative_to(folder or path)).encode("utf-8", "replace") + b"\0")
        if path.is_symlink():
            digest.update(os.fsencode(path.readlink()))
        elif path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())


def _files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    return sorted(
        Path(parent, name)
        for parent, folders, files in os.walk(folder)
        for name in (*files, *(name for name in folders if Path(parent, name).is_symlink()))
    )
