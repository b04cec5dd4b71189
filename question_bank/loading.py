"""Reads a folder of YAML files into a bank; every fault names file, line, item and field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from crm_models.text import Text
from question_bank import types, yaml_source
from question_bank.bank import ITEMS, Bank, Place, shown
from question_bank.cache import Cache
from question_bank.faults import say
from question_bank.garbage import paused
from question_bank.problems import BankError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from question_bank.item import Item


def load(folder: Path = ITEMS, *, cache: bool = True) -> Bank:
    """Load every ``*.yaml`` below a folder.

    Parameters
    ----------
    folder
        The folder, or a single file.
    cache
        Whether parsed files may be kept for the next time (as JSON, in the user's cache).

    Raises
    ------
    BankError
        Something cannot be read; all faults are reported together.
    """
    files = [folder] if folder.is_file() else sorted(folder.rglob("*.yaml"))
    if not files:
        raise BankError.one(
            "这里没有题目文件（*.yaml）；请检查路径",
            "there are no item files (*.yaml) here; check the path",
            code="file",
            file=str(folder),
        )
    with paused():
        return _loaded(files, Cache(folder, enabled=cache))


def _loaded(files: Sequence[Path], kept: Cache) -> Bank:
    items: list[Item] = []
    places: list[Place] = []
    problems: list[Problem] = []
    for file in files:
        try:
            entries = _entries(file, kept)
        except BankError as error:
            problems.extend(error.problems)
            continue
        for position, entry in enumerate(entries):
            try:
                items.append(_item(entry, file, position))
                places.append(Place(file, position))
            except BankError as error:
                problems.extend(error.problems)
    if problems:
        raise BankError(problems)
    kept.save()
    return Bank(tuple(items), tuple(places))


def _entries(file: Path, kept: Cache) -> list[Any]:
    data = kept.get(file)
    if data is None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BankError.one(
                f"无法读取（{error}）；文件应为 UTF-8 编码",
                f"cannot be read ({error}); the file should be UTF-8",
                code="file",
                file=shown(file),
            ) from None
        data = yaml_source.load(text, shown(file))
        kept.put(file, data)
    if not isinstance(data, list):
        raise BankError.one(
            "一个文件应是题目的列表（每题以“- id:”开头）",
            "a file should be a list of items (each begins with '- id:')",
            code="file",
            file=shown(file),
        )
    return data


def _item(entry: Any, file: Path, position: int) -> Item:
    if not isinstance(entry, dict):
        raise BankError(
            [
                _problem(
                    file,
                    [position],
                    "",
                    "",
                    Text(
                        "一道题应是“字段: 值”的列表", "an item should be a list of 'field: value'"
                    ),
                )
            ]
        )
    name = str(entry.get("id", ""))
    try:
        cls = types.item_type(str(entry.get("type", "")))
    except KeyError:
        known = types.names()
        text = Text(
            f"题型应为 {'、'.join(known)} 之一", f"the type should be one of {', '.join(known)}"
        )
        raise BankError([_problem(file, [position, "type"], name, "type", text)]) from None
    try:
        return cls.model_validate(entry)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise BankError(
            [_fault(file, position, name, fault) for fault in faults if not _follows(fault, faults)]
        ) from None


def _follows(fault: Any, faults: Sequence[Any]) -> bool:
    """Whether a list is only too short because of a fault inside it, told on its own."""
    depth = len(fault["loc"])
    inside = any(
        len(other["loc"]) > depth and other["loc"][:depth] == fault["loc"] for other in faults
    )
    return fault["type"] == "too_short" and inside


def _fault(file: Path, position: int, name: str, fault: Any) -> Problem:
    path: Sequence[str | int] = fault["loc"]
    field = ".".join(str(part) for part in path)
    return _problem(file, [position, *path], name, field, say(fault))


def _problem(file: Path, path: Sequence[str | int], item: str, field: str, text: Text) -> Problem:
    source = file.read_text(encoding="utf-8")
    line = yaml_source.line_of(source, path)
    return Problem(text, "schema", shown(file), line, item, field)
