"""Runs the lints over a bank, or over the questions of one paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from question_bank import lints, registry
from question_bank.garbage import paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from crm_models.text import Text
    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.problems import Problem, Severity


@dataclass(frozen=True)
class Context:
    """What a lint may ask for beside the bank.

    Parameters
    ----------
    seeds
        How many variants of an item with a generator are tried.
    """

    seeds: int = 20


@dataclass(frozen=True)
class Finding:
    """What a lint yields: an item, where in it, and what is wrong."""

    item: Item
    text: Text
    at: tuple[str | int, ...] = ()


def names() -> tuple[str, ...]:
    """Return the names of all lints."""
    return registry.module_names(lints)


def about(name: str) -> str:
    """Return the first line of what a lint says about itself."""
    return (registry.module(lints, name).__doc__ or "").strip().splitlines()[0]


def run(
    bank: Bank,
    *,
    only: Iterable[str] | None = None,
    paper: bool = False,
    seeds: int = 20,
    step: Callable[[], None] = lambda: None,
) -> list[Problem]:
    """Return all findings, item by item in the order of the bank.

    Parameters
    ----------
    bank
        The items.
    only
        Names of the lints to run; all that fit if None.
    paper
        Whether the items are those of one paper: lints about a paper run as well.
    seeds
        How many variants of each item are tried.
    step
        Called after each lint, for a progress bar.
    """
    order = {id(item): position for position, item in enumerate(bank)}
    found: list[tuple[int, Problem]] = []
    for module in _modules(only, paper):
        check = cast("Callable[[Bank, Context], Iterator[Finding]]", module.check)
        with paused():
            for each in check(bank, Context(seeds)):
                problem = bank.problem(
                    each.item, _name(module), each.text, at=each.at, severity=_severity(module)
                )
                found.append((order[id(each.item)], problem))
        step()
    found.sort(key=lambda pair: (pair[0], pair[1].line, pair[1].code))
    return [problem for _, problem in found]


def _modules(only: Iterable[str] | None, paper: bool) -> list[ModuleType]:
    chosen = names() if only is None else tuple(only)
    modules = [registry.module(lints, name) for name in chosen]
    return [module for module in modules if paper or not getattr(module, "PAPER_ONLY", False)]


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _severity(module: Any) -> Severity:
    return cast("Severity", getattr(module, "SEVERITY", "error"))
