"""Imports one file with the reader that its name or the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from crm_models.text import Text
from question_bank import registry
from question_bank.bank import shown
from question_bank.imports import readers
from question_bank.imports.assemble import Imported, Settings, assemble
from question_bank.imports.reader import Unreadable
from question_bank.problems import BankError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from question_bank.imports.reader import Reader

LARGEST = 50_000_000
"""Files above this many bytes are no question banks."""


def names() -> tuple[str, ...]:
    """Return the names of all readers."""
    return registry.module_names(readers)


def reader_named(name: str) -> Reader:
    """Return a reader by its name, in which hyphens and underscores are the same.

    Raises
    ------
    BankError
        There is no such reader.
    """
    try:
        return cast("Reader", registry.module(readers, name.replace("-", "_")).READER)
    except KeyError:
        raise BankError.one(
            f"没有名为“{name}”的导入格式；可用：{'、'.join(names())}",
            f"there is no import format '{name}'; known: {', '.join(names())}",
            code="format",
        ) from None


def reader_for(path: Path) -> Reader:
    """Return the reader that a file's ending means.

    Raises
    ------
    BankError
        No reader has this ending.
    """
    for name in names():
        if path.suffix.lower() in reader_named(name).suffixes:
            return reader_named(name)
    raise BankError.one(
        f"看不出文件的格式；请用 --format 指明：{'、'.join(names())}",
        f"the ending does not tell the format; name it with --format: {', '.join(names())}",
        code="format",
        file=shown(path),
    )


def read(path: Path, settings: Settings, *, name: str | None = None) -> Imported:
    """Import a file.

    Parameters
    ----------
    path
        The file.
    settings
        What the file does not say.
    name
        The reader; by the file's ending if None.

    Raises
    ------
    BankError
        The file cannot be read at all.
    """
    reader = reader_named(name) if name else reader_for(path)
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(Text("文件太大", "the file is too large"))
        return assemble(reader.read(path.read_bytes()), shown(path), settings)
    except OSError as error:
        said = Text(f"无法读取（{error}）", f"cannot be read ({error})")
        raise BankError([Problem(said, "file", shown(path))]) from None
    except Unreadable as refusal:
        raise BankError([Problem(refusal.text, "file", shown(path))]) from None
