"""Case: a text to be analysed and several questions on it, each with its rubric (案例分析题)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.item import Item, Part
from question_bank.marking.rounding import exact
from question_bank.rubric import KeyPoint, waiting
from question_bank.types.short_answer import ShortAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from question_bank.marking import result
    from question_bank.marking.rule import Rule


class SubQuestion(Part):
    """One question on a case."""

    stem: Bilingual
    model: Bilingual
    """A model answer that earns all points."""
    rubric: Annotated[tuple[KeyPoint, ...], Field(min_length=1)]
    weight: Annotated[float, Field(gt=0)] = 1
    """Its part of the case's points, relative to the other questions."""


class CaseQuestion(ShortAnswer):
    """A question of a case as it is put: it stands on its own, with the case's text before it.

    No file has this type: :meth:`Case.parts` makes it, and it is answered, exported, queued and
    marked like any short answer.
    """

    title: ClassVar[Text] = Text("案例分析题", "case question")

    case: str
    """Id of the case."""
    question: Bilingual
    """The question without the case's text, for where the text has been read already."""


class Case(Item):
    """A case: the stem is its text."""

    title: ClassVar[Text] = Text("案例分析题", "case")
    by_hand: ClassVar[bool] = True
    longest: ClassVar[int] = 20_000

    type: Literal["case"]
    questions: Annotated[tuple[SubQuestion, ...], Field(min_length=2, max_length=9)]

    def parts(self, out_of: Fraction | None = None) -> tuple[tuple[Item, Fraction], ...]:
        """Return the questions, each with its points; they sum to ``out_of``.

        The questions are called like the case with their number behind it (``CASE-001-2``).
        """
        total = exact(self.points) if out_of is None else out_of
        weights = [exact(question.weight) for question in self.questions]
        return tuple(
            (self._part(number, question, share), share)
            for number, (question, weight) in enumerate(
                zip(self.questions, weights, strict=True), start=1
            )
            for share in [total * weight / sum(weights)]
        )

    def _part(self, number: int, question: SubQuestion, points: Fraction) -> CaseQuestion:
        asked = Text(
            f"**问题 {number}：**{question.stem.zh}", f"**Question {number}:** {question.stem.en}"
        )
        own = {"id", "type", "points", "stem", "questions", "tests"}
        shared = {name: getattr(self, name) for name in Item.model_fields if name not in own}
        # Everything has been validated as part of the case; only the id has another pattern.
        return CaseQuestion.model_construct(
            **shared,
            id=f"{self.id}-{number}",
            type="short_answer",
            points=float(points),
            case=self.id,
            stem=Text(f"{self.stem.zh}\n\n{asked.zh}", f"{self.stem.en}\n\n{asked.en}"),
            question=asked,
            model=question.model,
            rubric=question.rubric,
        )

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:  # noqa: ARG002
        return waiting(response, out_of)

    def key_response(self) -> list[str]:
        """Return the model answers in Chinese."""
        return [question.model.zh for question in self.questions]

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield nothing: no machine marks prose."""
        yield from ()

    def public(self) -> dict[str, Any]:
        """Return the questions without model answers and rubrics."""
        return {
            "widget": "prose",
            "lines": ShortAnswer.lines * len(self.questions),
            "questions": [question.stem._asdict() for question in self.questions],
        }

    def key_text(self) -> Text:
        """Return the model answers, numbered."""
        rows = list(enumerate((question.model for question in self.questions), start=1))
        return Text(
            "\n".join(f"({n}) {model.zh}" for n, model in rows),
            "\n".join(f"({n}) {model.en}" for n, model in rows),
        )


ITEM = Case
