"""Puts observed difficulties into the bank: as a patch to be read first, then written if wished.

A class is a sample, the author's guess is knowledge too: the new value is the mean of both, the
guess counting like so many people who were asked. Only the number is replaced in the YAML, so
that comments and order stay; a difficulty is no part of a question's fingerprint, and frozen
papers stay valid.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from question_bank import yaml_edit
from question_bank.bank import shown
from question_bank.responses import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from question_bank.bank import Bank
    from question_bank.responses.record import Response

GUESS_COUNTS = 20
"""How many people the author's guess counts for."""
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True)
class Change:
    """A new difficulty for one item.

    Parameters
    ----------
    item
        The item's id.
    old, new
        Share of points lost: in the bank, and proposed.
    observed
        Share of points that the class lost.
    count
        How many answers with a mark.
    """

    item: str
    old: float
    new: float
    observed: float
    count: int

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(vars(self))


@dataclass(frozen=True)
class Patch:
    """New texts of the item files that change.

    Parameters
    ----------
    changes
        What changes.
    texts
        File to its old and its new text.
    """

    changes: tuple[Change, ...]
    texts: dict[Path, tuple[str, str]]

    def diff(self) -> str:
        """Return a unified diff, fit for ``git apply`` where the files lie below the folder."""
        parts: list[str] = []
        for file, (old, new) in self.texts.items():
            name = shown(file).lstrip("/")
            rows = difflib.unified_diff(
                old.splitlines(keepends=True),
                new.splitlines(keepends=True),
                f"a/{name}",
                f"b/{name}",
            )
            parts += [row if row.endswith("\n") else f"{row}\n" for row in rows]
        return "".join(parts)

    def write(self) -> None:
        """Write the files, each in one step."""
        for file, (_, new) in self.texts.items():
            files.replace(file, new)


def changes(
    responses: Iterable[Response],
    bank: Bank,
    *,
    least: int = 10,
    guess: float = GUESS_COUNTS,
) -> list[Change]:
    """Return the items whose difficulty changes by a hundredth or more.

    Parameters
    ----------
    responses
        Answers with marks; those to another version than the bank's are passed over.
    bank
        The items.
    least
        Fewer answers than this change nothing.
    guess
        How many people the author's guess counts for; 0 takes the class alone.
    """
    lost: dict[str, list[float]] = {}
    for each in responses:
        current = each.item in bank and each.version in (None, bank[each.item].version)
        if current and each.share is not None:
            lost.setdefault(each.item, []).append(1 - each.share)
    made = []
    for item, shares in lost.items():
        old, count = bank[item].difficulty, len(shares)
        observed = sum(shares) / count
        mean = (guess * old + count * observed) / (guess + count)
        new = round(min(max(mean, _LEAST), _MOST), 2)
        if count >= least and abs(new - old) >= 0.01 - 1e-9:
            made.append(Change(item, old, new, observed, count))
    return made


def patch(proposed: Iterable[Change], bank: Bank) -> Patch:
    """Return the texts of the files with the new difficulties."""
    proposed = tuple(proposed)
    wanted: dict[Path, dict[yaml_edit.Place, str]] = {}
    for change in proposed:
        place = bank.place(bank[change.item])
        edits = wanted.setdefault(place.file, {})
        edits[place.position, "difficulty"] = f"{change.new:g}"
    texts = {}
    for file, edits in wanted.items():
        with file.open(encoding="utf-8", newline="") as opened:
            old = opened.read()
        texts[file] = (old, yaml_edit.replaced(old, edits))
    return Patch(proposed, texts)
