"""Which items a blueprint may use, and why the others may not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank import lints, papers, registry
from question_bank.problems import BankError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from question_bank.assembly.blueprint import Blueprint, Choice
    from question_bank.bank import Bank
    from question_bank.item import Item

NOT_READY = Text("不是 ready", "not ready")
EXCLUDED = Text("被排除", "excluded")
USED = Text("用得太多", "used too often")


@dataclass(frozen=True)
class Candidates:
    """The items to choose from.

    Parameters
    ----------
    items
        Usable items that fit a row.
    uses
        How many earlier papers hold an item.
    barred
        Item to the reason why it may not be used.
    apart
        Pairs of positions in ``items`` that no form may hold together.
    """

    items: tuple[Item, ...]
    uses: dict[str, int]
    barred: dict[str, tuple[Item, Text]]
    apart: tuple[tuple[int, int], ...]

    def fitting(self, choice: Choice) -> list[int]:
        """Return the positions of the items that fit."""
        return [n for n, item in enumerate(self.items) if choice.fits(item)]

    def why_not(self, choice: Choice) -> Text:
        """Return how many further items would fit and why they may not be used."""
        reasons = Counter(why for item, why in self.barred.values() if choice.fits(item))
        if not reasons:
            return Text("", "")
        zh = "，".join(f"{count} 道{why.zh}" for why, count in reasons.items())
        en = ", ".join(f"{count} {why.en}" for why, count in reasons.items())
        return Text(f"；另有 {zh}", f"; further {en}")


def used_in(papers_before: Iterable[Path]) -> Counter[str]:
    """Count in how many papers each item stands."""
    count: Counter[str] = Counter()
    for path in papers_before:
        count.update({entry.item for entry in papers.read(path).items})
    return count


def gather(blueprint: Blueprint, bank: Bank, folder: Path) -> Candidates:
    """Return the candidates of a blueprint.

    Parameters
    ----------
    blueprint
        What is wanted.
    bank
        All items.
    folder
        Where the paths of earlier papers start.

    Raises
    ------
    BankError
        An item that is named does not exist, or one to be included may not be used.
    """
    named = [
        *blueprint.include,
        *blueprint.exclude,
        *(i for group in blueprint.apart for i in group),
    ]
    for name in named:
        bank[name]
    uses = used_in(folder / path for path in blueprint.exposure.papers)
    most = blueprint.exposure.at_most
    items: list[Item] = []
    barred: dict[str, tuple[Item, Text]] = {}
    for item in bank:
        if not any(row.fits(item) for row in blueprint.rows):
            continue
        if item.status != "ready":
            barred[item.id] = (item, NOT_READY)
        elif item.id in blueprint.exclude:
            barred[item.id] = (item, EXCLUDED)
        elif most is not None and uses[item.id] >= most and item.id not in blueprint.include:
            barred[item.id] = (item, USED)
        else:
            items.append(item)
    usable = {item.id for item in items}
    if missing := [name for name in blueprint.include if name not in usable]:
        raise BankError(
            [
                Problem(
                    Text(
                        "指定必用，但不符合任何一行，或被排除、未定稿",
                        "is to be included but fits no row, is excluded or not ready",
                    ),
                    "blueprint",
                    item=name,
                    field="include",
                )
                for name in missing
            ]
        )
    return Candidates(tuple(items), dict(uses), barred, _apart(blueprint, bank, items))


def _apart(blueprint: Blueprint, bank: Bank, items: list[Item]) -> tuple[tuple[int, int], ...]:
    """Return the pairs that the blueprint names and those that a lint finds unfit together."""
    place = {item.id: n for n, item in enumerate(items)}
    pairs = {
        (place[one], place[other])
        for group in blueprint.apart
        for one in group
        for other in group
        if one in place and other in place and place[one] < place[other]
    }
    chosen = bank.only([item.id for item in items])
    for module in registry.modules(lints):
        if hasattr(module, "pairs"):
            for one, other in module.pairs(chosen):
                if one != other:
                    first, second = sorted((place[one], place[other]))
                    pairs.add((first, second))
    return tuple(sorted(pairs))
