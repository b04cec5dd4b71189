"""A bank: items by id, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from question_bank import yaml_source
from question_bank.problems import BankError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_models.text import Text
    from question_bank.item import Item
    from question_bank.problems import Severity

ITEMS = Path(__file__).parent / "items"
"""The bank that this package ships."""


@dataclass(frozen=True)
class Place:
    """Where an item stands: its file and its position in that file."""

    file: Path
    position: int


@dataclass(frozen=True)
class Bank:
    """Items in the order of their files.

    Parameters
    ----------
    items
        Every item once, even where ids clash (a lint says so).
    places
        The place of each item, in the same order.
    """

    items: tuple[Item, ...]
    places: tuple[Place, ...]
    _index: dict[str, int] = field(init=False, repr=False, compare=False)
    _positions: dict[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the items by id; the first of a clash is the one that is found."""
        index: dict[str, int] = {}
        for position, item in enumerate(self.items):
            index.setdefault(item.id, position)
        object.__setattr__(self, "_index", index)
        # By identity: ids may clash, and a search per finding would be slow in a large bank.
        positions = {id(item): position for position, item in enumerate(self.items)}
        object.__setattr__(self, "_positions", positions)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, item: object) -> bool:
        return item in self._index

    def __getitem__(self, item: str) -> Item:
        """Return the item of an id, or the question of a case (``CASE-001-2``).

        Raises
        ------
        BankError
            The bank has no such item.
        """
        try:
            whole = self.items[self._position(item)]
            parts = (part for part, _ in whole.parts())
            return whole if whole.id == item else next(p for p in parts if p.id == item)
        except (KeyError, StopIteration):
            near = [known for known in self._index if known.startswith(item[:3])]
            more = f"（相近：{'、'.join(near[:3])}）" if near else ""
            like = f" (near: {', '.join(near[:3])})" if near else ""
            raise BankError.one(
                f"题库里没有这道题{more}；用 crmlab bank list 查看",
                f"the bank has no such item{like}; see crmlab bank list",
                code="item",
                item=item,
            ) from None

    def _position(self, item: str) -> int:
        """Return where an item stands, or the case that a question belongs to."""
        return self._index[item if item in self._index else item.rpartition("-")[0]]

    def only(self, ids: Sequence[str]) -> Bank:
        """Return a bank of these items, in this order; of a case the whole."""
        positions = list(dict.fromkeys(self._position(self[each].id) for each in ids))
        return Bank(
            tuple(self.items[n] for n in positions), tuple(self.places[n] for n in positions)
        )

    def place(self, item: Item) -> Place:
        """Return where an item of this bank stands."""
        return self.places[self._positions[id(item)]]

    def where(self, item: Item, path: Sequence[str | int] = ()) -> tuple[str, int]:
        """Return file and line of an item, or of one of its parts."""
        place = self.place(item)
        tree = _tree(place.file, place.file.stat().st_mtime_ns)
        return shown(place.file), yaml_source.line_in(tree, [place.position, *path])

    def problem(
        self,
        item: Item,
        code: str,
        text: Text,
        *,
        at: Sequence[str | int] = (),
        severity: Severity = "error",
    ) -> Problem:
        """Return a finding about a part of an item."""
        file, line = self.where(item, at)
        name = ".".join(str(part) for part in at)
        return Problem(text, code, file, line, item.id, name, severity)


@lru_cache(maxsize=8)
def _tree(file: Path, changed: int) -> Any:  # noqa: ARG001 - a changed file is another one
    """Return a file's YAML with its marks: findings come file by file."""
    return yaml_source.compose(file.read_text(encoding="utf-8"))


def shown(file: Path) -> str:
    """Return a path as messages show it: relative where the working folder contains it."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()
