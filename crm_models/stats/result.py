"""What a test of significance returns: statistic, p-value, effect size, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from crm_models.explanation import Explanation
from crm_models.text import Text

ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class TestResult:
    r"""The result of one test.

    Parameters
    ----------
    name
        Name of the test.
    statistic, symbol
        Its value, and the LaTeX symbol it goes by (t, F, \\chi^2).
    df
        Degrees of freedom: none, one or two numbers.
    p_value
        Two-sided where a side can be chosen.
    effect, effect_name, effect_symbol
        Size of the effect, which does not grow with the number of customers as the statistic
        does.
    size
        ``"negligible"``, ``"small"``, ``"medium"`` or ``"large"`` by Cohen's (1988) conventions.
    n
        Number of observations.
    warnings
        What makes the result doubtful.
    """

    __test__ = False  # the name is the field's; pytest need not collect it

    name: Text
    statistic: float
    symbol: str
    df: tuple[float, ...]
    p_value: float
    effect: float
    effect_name: Text
    effect_symbol: str
    size: str
    n: int
    warnings: tuple[Text, ...] = ()

    def significant(self, alpha: float = ALPHA) -> bool:
        """Tell whether the p-value is below the level."""
        return bool(self.p_value < alpha)

    def explain(self, alpha: float = ALPHA) -> Explanation:
        """Return what the result says, in words."""
        degrees = ", ".join(f"{value:.4g}" for value in self.df)
        head = f"{self.symbol}({degrees})" if degrees else self.symbol
        found = f"{self.effect:.3g}"
        size = Text(
            f"效应（{self.effect_name.zh} = {found}）{SIZES[self.size].zh}",
            f"the effect ({self.effect_name.en} = {found}) is {SIZES[self.size].en}",
        )
        if self.significant(alpha):
            words = Text(
                f"在 {alpha:g} 水平上差异（关联）显著；{size.zh}。",
                f"Significant at the {alpha:g} level; {size.en}.",
            )
        else:
            words = Text(
                f"在 {alpha:g} 水平上不显著：没有证据，不等于证明了没有；{size.zh}。",
                f"Not significant at the {alpha:g} level: no evidence, which is not evidence of "
                f"none; {size.en}.",
            )
        notes = Text(
            "".join(f" {note.zh}" for note in self.warnings),
            "".join(f" {note.en}" for note in self.warnings),
        )
        return Explanation(
            name=self.name,
            formula=head,
            substitution=rf"{head} = {self.statistic:.4g},\; {self.effect_symbol} = "
            f"{self.effect:.3g}",
            value=self.p_value,
            shown=f"p = {self.p_value:.3g}",
            interpretation=Text(words.zh + notes.zh, words.en + notes.en),
        )


SIZES = {
    "negligible": Text("可以忽略", "negligible"),
    "small": Text("小", "small"),
    "medium": Text("中等", "medium"),
    "large": Text("大", "large"),
}


def size_of(effect: float, limits: tuple[float, float, float]) -> str:
    """Return the name of a size of effect by its three limits."""
    reached = sum(abs(effect) >= limit for limit in limits)
    return ("negligible", "small", "medium", "large")[reached]
