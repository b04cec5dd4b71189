"""A card: the facts of one page, from which both of its languages are made."""

from __future__ import annotations

import doctest
import importlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    import pandas as pd
    from matplotlib.axes import Axes

    from crm_models.explanation import Explanation
    from crm_models.text import Lang

    Names = Mapping[str, Any]

OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS

PURE = Text("无单位", "none")
SHARE = Text("比例，0 到 1", "share, 0 to 1")
COUNT = Text("个数", "count")
MONEY = Text("金额", "money")
DAYS = Text("天", "days")
TIME = Text("时间单位", "unit of time")
PER_PERIOD = Text("每期", "per period")
PER_TIME = Text("每时间单位", "per unit of time")
POINTS = Text("分", "points")
SCALE = Text("量表分", "points of the scale")


@dataclass(frozen=True)
class Symbol:
    """One row of a symbol table.

    Parameters
    ----------
    latex
        The symbol, without dollar signs.
    meaning
        What it stands for.
    unit
        What it is measured in.
    """

    latex: str
    meaning: Text
    unit: Text = PURE


@dataclass(frozen=True)
class Published:
    """A number in print, and where the worked example computes it anew.

    Parameters
    ----------
    what
        What the number is.
    digits
        As printed.
    computed
        Takes the names that the example bound and returns our number.
    source
        Where it is printed: a key of ``sources.yaml``.
    """

    what: Text
    digits: str
    computed: Callable[[Names], float]
    source: str

    @property
    def decimals(self) -> int:
        """How many digits are printed after the point."""
        return len(self.digits.partition(".")[2])

    def agrees(self, names: Names) -> bool:
        """Tell whether our number rounds to the printed digits."""
        return f"{self.computed(names):.{self.decimals}f}" == self.digits


@dataclass(frozen=True, kw_only=True)
class Card:
    """The facts of one page. The worked example is the docstring of the card's module.

    Parameters
    ----------
    formulas
        The definition, LaTeX.
    symbols
        Every symbol of the formulas.
    functions
        What computes the model, such as ``"rfm.compute"``; their misconceptions are shown.
    sources
        Where the model comes from: keys of ``sources.yaml``.
    working
        Takes the names that the example bound and returns the workings to show.
    plots
        Each takes these names and a language and draws with `crm_models.plots`.
    published
        Numbers in print that the example reproduces.
    """

    formulas: tuple[str, ...]
    symbols: tuple[Symbol, ...]
    functions: tuple[str, ...]
    sources: tuple[str, ...]
    working: Callable[[Names], Sequence[Explanation]] | None = None
    plots: tuple[Callable[[Names, Lang], tuple[Axes, pd.DataFrame]], ...] = ()
    published: tuple[Published, ...] = ()


def module(name: str) -> ModuleType:
    """Return the module of the page's card."""
    return importlib.import_module(f"cards.{name}")


def load(name: str) -> Card:
    """Return the page's card."""
    card: Card = module(name).CARD
    return card


def parts(name: str) -> list[str]:
    """Return the worked example in its parts, which a blank line divides."""
    text = module(name).__doc__ or ""
    return [part for part in text.strip().split("\n\n") if part.startswith(">>>")]


@cache
def run(name: str) -> Names:
    """Run the worked example as the doctest that it is, and return the names that it bound.

    Raises
    ------
    AssertionError
        If the example prints anything else than the page shows.
    """
    source = module(name)
    test = doctest.DocTestParser().get_doctest(
        source.__doc__ or "", {}, f"cards.{name}", source.__file__, 0
    )
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=OPTIONS)
    runner.run(test, out=said.append, clear_globs=False)
    if runner.failures or not runner.tries:
        message = "".join(said) or f"{name}: there is no worked example"
        raise AssertionError(message)
    return test.globs


def target(function: str) -> Callable[..., Any]:
    """Return the function or class that ``"rfm.compute"`` and the like name."""
    home, _, last = function.rpartition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(f"crm_models.{home}"), last)
    return found
