"""Notes of which wordings were compared: ``translations.json`` beside the item files."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from question_bank.bank import shown
from question_bank.problems import BankError
from question_bank.responses.files import content, replace
from question_bank.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from question_bank.bank import Bank
    from question_bank.item import Item

FILE = "translations.json"


class Prints(NamedTuple):
    """Fingerprints of everything that an item says, in each language."""

    zh: str
    en: str


def prints(item: Item) -> Prints:
    """Return the fingerprints of an item; where a line is folded does not matter."""
    both = [(path, text) for path, text in texts(item)]
    zh = "\n".join(f"{path}{''.join(text.zh.split())}" for path, text in both)
    en = "\n".join(f"{path}{' '.join(text.en.split())}" for path, text in both)
    return Prints(*(hashlib.sha256(side.encode()).hexdigest()[:12] for side in (zh, en)))


class Notes:
    """The notes of a bank, read folder by folder as they are asked for."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, Any]] = {}

    def of(self, file: Path, item: str) -> Prints | None:
        """Return what was noted for an item of a file; None if nothing was."""
        noted = self._folder(file.parent).get(file.name, {}).get(item)
        return Prints(*noted) if noted else None

    def note(self, bank: Bank, items: Iterable[Item]) -> int:
        """Note the wordings of today and return how many items changed their note."""
        count = 0
        touched = set()
        for item in items:
            file = bank.place(item).file
            here = self._folder(file.parent).setdefault(file.name, {})
            now = list(prints(item))
            if here.get(item.id) != now:
                here[item.id] = now
                count += 1
                touched.add(file.parent)
        for folder in touched:
            data = self._folders[folder]
            ordered = {name: dict(sorted(data[name].items())) for name in sorted(data)}
            # One line per item: changes to different items do not clash.
            files = (
                f" {json.dumps(name)}: {{\n"
                + ",\n".join(f"  {json.dumps(i)}: {json.dumps(p)}" for i, p in entries.items())
                + "\n }"
                for name, entries in ordered.items()
            )
            replace(folder / FILE, "{\n" + ",\n".join(files) + "\n}\n")
        return count

    def _folder(self, folder: Path) -> dict[str, Any]:
        if folder not in self._folders:
            path = folder / FILE
            data = _read(path) if path.exists() else {}
            self._folders[folder] = data
        return self._folders[folder]


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(content(path))
        fits = all(len(pair) == 2 for entries in data.values() for pair in entries.values())
    except (ValueError, AttributeError, TypeError):
        fits = False
    if not fits:
        raise BankError.one(
            "不是有效的翻译记录；删去它，再运行 crmlab bank translated",
            "no valid notes of translations; remove it and run crmlab bank translated",
            code="translations",
            file=shown(path),
        )
    return dict(data)
