"""True or false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.item import Item
from question_bank.marking import result
from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from question_bank.marking.rule import Rule

_WORDS = {
    True: "正确 对 是 √ ✓ ✔ ☑ true t yes y right",
    False: "错误 错 否 不对 不正确 × ✗ ✘ ✕ x false f no n wrong",
}
_MEANS = {word: value for value, words in _WORDS.items() for word in words.split()}


class TrueFalse(Item):
    """A statement to be judged."""

    title: ClassVar[Text] = Text("判断题", "true or false")

    type: Literal["true_false"]
    correct: bool
    """Whether the statement is true."""
    if_true: Bilingual | None = None
    """Shown to the student who judged it true."""
    if_false: Bilingual | None = None
    """Shown to the student who judged it false."""
    mistake: str | None = None
    """Name of the misconception behind the wrong judgement."""

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:  # noqa: ARG002
        if response is None or response == "":
            return result.zero(out_of, reason=result.BLANK)
        judged: object = response
        steps: tuple[str, ...] = ()
        if isinstance(response, str):
            word = read(response)
            judged, steps = _MEANS.get(word.text), word.steps
        if not isinstance(judged, bool):
            return result.unreadable(out_of, "应为“正确”或“错误”", "it should be 'true' or 'false'")
        why = self.if_true if judged else self.if_false
        notes = (why,) if why else ()
        if judged is self.correct:
            return result.full(out_of, *notes, steps=steps)
        return result.zero(out_of, *notes, mistake=self.mistake, steps=steps)

    def key_response(self) -> bool:
        """Return the right judgement."""
        return self.correct

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield the other judgement."""
        yield not self.correct, self.mistake

    def public(self) -> dict[str, Any]:
        """Return the kind of field only."""
        return {"widget": "judgement"}

    def key_text(self) -> Text:
        """Return the judgement in words."""
        return Text("正确", "true") if self.correct else Text("错误", "false")


ITEM = TrueFalse
