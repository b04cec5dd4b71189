"""The working of a formula as data: formula, substitution, number, interpretation."""

from __future__ import annotations

from dataclasses import dataclass

from crm_models.text import Lang, Text

_LABELS = {
    "formula": Text("公式", "Formula"),
    "where": Text("其中", "Where"),
    "substitution": Text("代入", "Substitution"),
    "value": Text("结果", "Result"),
    "interpretation": Text("解释", "Interpretation"),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    r"""One taught formula worked through with the learner's own numbers.

    Notebooks show it as Markdown (with LaTeX), feedback pages and keys print it as text.

    Parameters
    ----------
    name
        What is computed.
    formula
        LaTeX, without dollar signs.
    substitution
        The formula with the numbers put in, LaTeX, without dollar signs.
    value
        The number itself, unrounded.
    interpretation
        What the number says, in words.
    symbols
        Meaning of each symbol of the formula, LaTeX symbol first.
    shown
        The number as it is to be printed (rounded, with its unit); four decimals if empty.

    Examples
    --------
    >>> share = Explanation(
    ...     name=Text("客户份额", "share of wallet"),
    ...     formula=r"s = \frac{\text{spend}}{\text{income}}",
    ...     substitution=r"s = \frac{1357.44}{19600}",
    ...     value=1357.44 / 19600,
    ...     interpretation=Text("收入的 6.93 % 花在本店。", "6.93 % of income is spent here"),
    ...     shown="6.93 %",
    ... )
    >>> print(share.plain("en"))
    share of wallet
    Formula: s = \frac{\text{spend}}{\text{income}}
    Substitution: s = \frac{1357.44}{19600}
    Result: 6.93 %
    Interpretation: 6.93 % of income is spent here
    """

    name: Text
    formula: str
    substitution: str
    value: float
    interpretation: Text
    symbols: tuple[tuple[str, Text], ...] = ()
    shown: str = ""

    @property
    def number(self) -> str:
        """The number as it is printed."""
        return self.shown or f"{self.value:.4f}"

    def plain(self, lang: Lang) -> str:
        """Return the working as plain text, one line per step."""
        return "\n".join([self.name.of(lang), *self._lines(lang, dollar="", bold="")])

    def markdown(self, lang: Lang) -> str:
        """Return the working as Markdown with LaTeX between dollar signs."""
        lines = self._lines(lang, dollar="$", bold="**")
        return "\n".join([f"**{self.name.of(lang)}**", "", *(f"- {line}" for line in lines)])

    def to_dict(self) -> dict[str, object]:
        """Return the working as plain data, ready for JSON."""
        return {
            "name": self.name._asdict(),
            "formula": self.formula,
            "symbols": [{"symbol": s, **meaning._asdict()} for s, meaning in self.symbols],
            "substitution": self.substitution,
            "value": self.value,
            "shown": self.number,
            "interpretation": self.interpretation._asdict(),
        }

    def _repr_markdown_(self) -> str:
        return f"{self.markdown('zh')}\n\n{self.markdown('en')}"

    def _lines(self, lang: Lang, dollar: str, bold: str) -> list[str]:
        colon = "：" if lang == "zh" else ": "

        def line(part: str, content: str) -> str:
            return f"{bold}{_LABELS[part].of(lang)}{bold}{colon}{content}"

        lines = [line("formula", f"{dollar}{self.formula}{dollar}")]
        if self.symbols:
            join = "；" if lang == "zh" else "; "
            equals = " 为" if lang == "zh" else " = "
            meanings = (f"{dollar}{s}{dollar}{equals}{m.of(lang)}" for s, m in self.symbols)
            lines.append(line("where", join.join(meanings)))
        lines.append(line("substitution", f"{dollar}{self.substitution}{dollar}"))
        lines.append(line("value", self.number))
        lines.append(line("interpretation", self.interpretation.of(lang)))
        return lines
