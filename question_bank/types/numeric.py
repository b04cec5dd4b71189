"""A number, typically computed from values that a generator draws."""

from __future__ import annotations

from math import ceil, log10
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.item import Item, Part
from question_bank.marking import result
from question_bank.marking.number import Accept, Tolerance, parse
from question_bank.problems import BankError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from question_bank.marking.rule import Rule

Quantity = float | Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""A number, or the name of a value that the item's generator computes."""


class Mistake(Part):
    """A wrong number that is really given, and the wrong turn that leads to it."""

    value: Quantity
    why: Bilingual
    name: str | None = None
    """Name of the misconception."""


class Numeric(Item):
    """A question whose answer is a number."""

    title: ClassVar[Text] = Text("计算题", "numeric")
    longest: ClassVar[int] = 60

    type: Literal["numeric"]
    value: Quantity
    tolerance: Tolerance
    unit: Bilingual | None = None
    """Unit printed behind the field; an answer may repeat it."""
    accept: tuple[Accept, ...] = ()
    """Signs that scale the answer: ``percent`` (%), ``magnitude`` (万, 亿)."""
    why: Bilingual | None = None
    """How the number is found; shown with a right answer."""
    mistakes: tuple[Mistake, ...] = ()

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:  # noqa: ARG002
        if response is None or response == "":
            return result.zero(out_of, reason=result.BLANK)
        if isinstance(response, bool) or not isinstance(response, (str, int, float)):
            return result.unreadable(out_of, "应为一个数", "it should be a number")
        try:
            answer = parse(_written(response), self.unit or (), self.accept)
        except ValueError:
            return result.unreadable(out_of, "应为一个数", "it should be a number")
        if self.tolerance.holds(answer, self.number(self.value)):
            return result.full(out_of, *((self.why,) if self.why else ()))
        for mistake in self.mistakes:
            if self.tolerance.holds(answer, self.number(mistake.value)):
                return result.zero(out_of, mistake.why, mistake=mistake.name)
        return result.zero(out_of)

    def number(self, value: Quantity) -> float:
        """Return a quantity as a number.

        Raises
        ------
        BankError
            It is a name still: the item's variant has not been drawn.
        """
        if isinstance(value, str):
            raise BankError.one(
                f"“{value}”还没有取值：请先按种子生成变式",
                f"'{value}' has no value yet: draw the item's variant first",
                code="variant",
                item=self.id,
            )
        return value

    def key_response(self) -> str:
        """Return the key, precise enough for its tolerance."""
        return f"{self.number(self.value):.12g}"

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield the number of every known mistake."""
        for mistake in self.mistakes:
            yield f"{self.number(mistake.value):.12g}", mistake.name

    def key_text(self) -> Text:
        """Return the key with as many decimals as the tolerance calls for, and its unit."""
        key = self.number(self.value)
        places = max(0, ceil(-log10(self.tolerance.margin(key))))
        number = f"{key:.{places}f}"
        if self.unit is None:
            return Text(number, number)
        return Text(f"{number} {self.unit.zh}", f"{number} {self.unit.en}")

    def public(self) -> dict[str, Any]:
        """Return the unit only."""
        return {"widget": "number", "unit": self.unit._asdict() if self.unit else None}


def _written(response: str | float) -> str:
    return response if isinstance(response, str) else repr(response)


ITEM = Numeric
