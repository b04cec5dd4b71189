"""Reads notebooks however they come, or says in one line why one cannot be read."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.messages import Pair, pair, repair
from autograder.notebook_format import NotebookNode, from_dict, nbformat, rejoin_lines

if TYPE_CHECKING:
    from autograder.report import Repair

MAX_BYTES = 64 << 20
MAX_CELLS = 5000
_CELL_ID = re.compile(r"^[a-zA-Z0-9-_]{1,64}$")


class UnreadableNotebookError(ValueError):
    """A file that is no notebook; ``text`` says what, where and what to do."""

    def __init__(self, text: Pair) -> None:
        super().__init__(f"{text.zh} / {text.en}")
        self.text = text


@dataclass(frozen=True, slots=True)
class ReadNotebook:
    """A notebook in nbformat 4.5 without outputs, and what had to be mended to read it."""

    notebook: NotebookNode
    digest: str
    repairs: tuple[Repair, ...] = ()


def read_notebook(
    given: Path | str | NotebookNode, *, follow_links: bool = False, keep_outputs: bool = False
) -> ReadNotebook:
    """Read a notebook of nbformat 3 or 4 from a file, or take one that is in memory.

    Outputs are dropped, sources joined, cell ids made whole; a byte order mark and the
    encodings that editors on Windows write are understood.

    Parameters
    ----------
    given
        A path, or a notebook; the latter is not changed.
    follow_links
        Whether a symbolic link may be followed: never for what a student handed in.
    keep_outputs
        Whether the outputs stay, where they are valid.

    Raises
    ------
    UnreadableNotebookError
        No such file, a link, too large, not JSON, not a notebook.
    """
    if isinstance(given, (str, Path)):
        path = Path(given)
        data = _bytes(path, follow_links=follow_links)
        where = path.name
        notes = [repair("bom")] if data[:3] == b"\xef\xbb\xbf" else []
        raw = _parse(data, where)
        digest = hashlib.sha256(data).hexdigest()
    else:
        raw, where, notes = given, "notebook", []
        text = json.dumps(given, sort_keys=True, ensure_ascii=False, default=str)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    notebook, more = _normal(raw, where)
    if keep_outputs:
        notebook = _with_outputs(notebook, raw)
    return ReadNotebook(notebook, digest, (*notes, *more))


def _bytes(path: Path, *, follow_links: bool) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    if not follow_links:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _unreadable(path.name, "不是普通文件", "not a regular file")
            if status.st_size > MAX_BYTES:
                megabytes, limit = status.st_size / 2**20, MAX_BYTES / 2**20
                text = pair("too_large", where=path.name, megabytes=megabytes, limit=limit)
                raise UnreadableNotebookError(text)
            return file.read(MAX_BYTES)
    except FileNotFoundError:
        raise _unreadable(path.name, "文件不存在", "no such file") from None
    except OSError as error:
        if path.is_symlink():
            raise _unreadable(path.name, "是一个链接", "it is a link") from None
        reason = error.strerror or str(error)
        raise _unreadable(path.name, reason, reason) from None


def _parse(data: bytes, where: str) -> Any:
    """Return the JSON in ``data``, whatever Unicode encoding it has."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return json.loads(data.decode(encoding))
    except UnicodeDecodeError:
        raise _unreadable(where, "不是 UTF-8 编码", "not encoded in UTF-8") from None
    except RecursionError:
        raise _unreadable(where, "嵌套过深", "nested too deeply") from None
    except ValueError as error:
        if not data.strip():
            raise _unreadable(where, "文件是空的", "the file is empty") from None
        line = getattr(error, "lineno", 1)
        raise _unreadable(where, f"第 {line} 行不是 JSON", f"line {line} is not JSON") from None


def _unreadable(where: str, zh: str, en: str) -> UnreadableNotebookError:
    words = pair("unreadable", where=where, reason="{}")
    return UnreadableNotebookError(Pair(words.zh.format(zh), words.en.format(en)))


def _normal(raw: Any, where: str) -> tuple[NotebookNode, list[Repair]]:
    """Return a notebook that has exactly what nbformat 4.5 allows, and nothing of the outputs."""
    notes: list[Repair] = []
    if not isinstance(raw, dict):
        raise _unreadable(where, "没有单元格列表", "it has no list of cells")
    version = (raw.get("nbformat", 4), raw.get("nbformat_minor", 5))
    cells: Any
    if "worksheets" in raw:
        sheets = [sheet for sheet in _list(raw["worksheets"]) if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in _list(sheet.get("cells"))]
    else:
        cells = raw.get("cells")
    if not isinstance(cells, list):
        raise _unreadable(where, "没有单元格列表", "it has no list of cells")
    if isinstance(version[0], int) and version[0] > 4:
        raise _unreadable(where, f"nbformat {version[0]} 太新", f"nbformat {version[0]} is too new")
    if version[0] != 4:
        notes.append(repair("nbformat", version=f"{version[0]}.{version[1]}"))
    kept = [cell for cell in cells if isinstance(cell, dict)][:MAX_CELLS]
    if len(kept) < len(cells):
        notes.append(repair("no_cells", count=len(cells) - len(kept)))
    made: list[dict[str, Any]] = []
    used: set[str] = set()
    for place, cell in enumerate(kept):
        made.append(_cell(cell, place, used))
    had = [cell.get("id") for cell in kept]
    if version[0] == 4 and version[1] == 5 and had != [cell["id"] for cell in made]:
        notes.append(repair("cell_ids"))
    if sum(_size(cell.get("outputs")) for cell in kept) > 2**20:
        notes.append(repair("outputs"))
    metadata = raw.get("metadata")
    nb = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "cells": made,
    }
    return from_dict(json.loads(json.dumps(nb, default=str))), notes


def _cell(cell: dict[str, Any], place: int, used: set[str]) -> dict[str, Any]:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    # lone surrogates cannot be written to a file again
    source = source.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    kind = cell.get("cell_type")
    kind = kind if kind in ("code", "markdown", "raw") else "markdown"
    name = cell.get("id")
    if not isinstance(name, str) or not _CELL_ID.match(name) or name in used:
        name = next(n for k in range(10**6) if (n := f"cell-{place + k * MAX_CELLS}") not in used)
    used.add(name)
    metadata = cell.get("metadata")
    made: dict[str, Any] = {
        "cell_type": kind,
        "id": name,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "source": source,
    }
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    elif isinstance(cell.get("attachments"), dict):
        # pictures pasted into an answer
        made["attachments"] = {
            name: data for name, data in cell["attachments"].items() if isinstance(data, dict)
        }
    return made


def _with_outputs(notebook: NotebookNode, raw: Any) -> NotebookNode:
    """Return the notebook with the outputs that were handed in; without, if any is invalid."""
    made = from_dict(notebook)
    cells = [cell for cell in raw.get("cells", []) if isinstance(cell, dict)]
    for cell, given in zip(made.cells, cells, strict=False):
        if cell.cell_type == "code":
            cell.outputs = [from_dict(out) for out in _list(given.get("outputs"))]
            cell.execution_count = given.get("execution_count")
    try:
        nbformat.validate(made)
    except nbformat.ValidationError:
        return notebook
    return rejoin_lines(made)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _size(outputs: Any) -> int:
    """Return roughly how many characters outputs have."""
    if isinstance(outputs, str):
        return len(outputs)
    if isinstance(outputs, dict):
        return sum(_size(value) for value in outputs.values())
    return sum(_size(value) for value in outputs) if isinstance(outputs, list) else 0
