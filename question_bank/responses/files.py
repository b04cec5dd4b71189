"""Reads and writes files of answers in whatever format fits."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank import registry
from question_bank.bank import shown
from question_bank.problems import BankError
from question_bank.responses import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.responses.record import Response


def read(path: Path) -> list[Response]:
    """Read the answers of a file; its format is found from its first line.

    Raises
    ------
    BankError
        The file cannot be read, no format fits, it holds nothing, or an answer stands twice.
    """
    text = content(path)
    head = text.partition("\n")[0].rstrip("\r")
    for module in registry.modules(formats):
        if module.fits(head, path.suffix.lower()):
            found: list[Response] = module.read(text, shown(path))
            break
    else:
        known = [module.TITLE for module in registry.modules(formats)]
        raise BankError.one(
            f"认不出这种文件；可读：{'、'.join(title.zh for title in known)}",
            f"no known format fits; readable are: {', '.join(title.en for title in known)}",
            code="responses",
            file=shown(path),
        )
    _check(found, path)
    return found


def write(path: Path, responses: Sequence[Response]) -> None:
    """Write answers: a table if the name ends in .csv, else a ledger; complete or not at all."""
    name = "table" if path.suffix.lower() == ".csv" else "lines"
    replace(path, registry.module(formats, name).write(responses))


def content(path: Path) -> str:
    """Return the text of a file, without a byte-order mark.

    Raises
    ------
    BankError
        It cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BankError.one(
            f"无法读取（{error}）；文件应为 UTF-8 编码",
            f"cannot be read ({error}); the file should be UTF-8",
            code="responses",
            file=shown(path),
        ) from None


def replace(path: Path, text: str) -> None:
    """Write a text file in one step: an interruption leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        fresh.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _check(found: Sequence[Response], path: Path) -> None:
    if not found:
        raise BankError.one(
            "文件里没有答案", "there are no answers in it", code="responses", file=shown(path)
        )
    seen: set[tuple[str, str]] = set()
    for each in found:
        if each.key in seen:
            student, item = each.key
            raise BankError.one(
                f"{student} 对 {item} 的作答出现了两次；请只留一份",
                f"the answer of {student} to {item} stands twice; keep one",
                code="responses",
                file=shown(path),
            )
        seen.add(each.key)
