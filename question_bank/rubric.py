"""What prose answers have in common: key points with weights, a model answer, a human marker."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.item import Item, Part
from question_bank.marking import result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.marking.rule import Rule


class KeyPoint(Part):
    """One idea that the answer should contain."""

    text: Bilingual
    weight: Annotated[float, Field(gt=0)] = 1
    """Its part of the points, relative to the other key points."""
    hints: tuple[str, ...] = ()
    """Words that often show the idea; they sort answers, they never give points."""


def waiting(response: object, out_of: Fraction) -> result.Result:
    """Return the mark of prose before a person has read it: nothing, blank or not."""
    parts = response if isinstance(response, (list, tuple)) else [response]
    if all(part is None or (isinstance(part, str) and not part.strip()) for part in parts):
        return result.zero(out_of, reason=result.BLANK)
    return result.zero(out_of, reason=_WAITS)


_WAITS = Text("等待教师评分。", "Waits for a person to mark it.")


class Prose(Item):
    """A question that a person marks with a rubric."""

    by_hand: ClassVar[bool] = True
    lines: ClassVar[int] = 6
    """How much room the form gives."""

    model: Bilingual
    """A model answer that earns all points."""
    rubric: Annotated[tuple[KeyPoint, ...], Field(min_length=1)]

    def shares(self, out_of: Fraction) -> list[Fraction]:
        """Return the points of each key point; they sum to ``out_of``."""
        weights = [Fraction(str(point.weight)) for point in self.rubric]
        return [out_of * weight / sum(weights) for weight in weights]

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:  # noqa: ARG002
        return waiting(response, out_of)

    def key_response(self) -> str:
        """Return the model answer in Chinese."""
        return self.model.zh

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield nothing: no machine marks prose."""
        yield from ()

    def public(self) -> dict[str, Any]:
        """Return the kind of field only."""
        return {"widget": "prose", "lines": self.lines}

    def key_text(self) -> Text:
        """Return the model answer."""
        return self.model
