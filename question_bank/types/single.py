"""Single choice: exactly one option is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from crm_models.text import Text
from question_bank import option
from question_bank.item import Item
from question_bank.marking import result
from question_bank.option import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from question_bank.marking.rule import Rule


class Single(Item):
    """A question with one right option."""

    title: ClassVar[Text] = Text("单项选择题", "single choice")

    type: Literal["single"]
    options: Options

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:  # noqa: ARG002
        if response is None or response in ("", []):
            return result.zero(out_of, reason=result.BLANK)
        chosen = option.read(response, self.options)
        if chosen is None or len(chosen) != 1:
            letters = "、".join(option.letters(self.options))
            return result.unreadable(
                out_of,
                f"应为 {letters} 之一",
                f"it should be one of {', '.join(letters.split('、'))}",
            )
        picked = self.options[option.LETTERS.index(chosen)]
        note = option.note(chosen, picked)
        notes = (note,) if note else ()
        if picked.correct:
            return result.full(out_of, *notes)
        return result.zero(out_of, *notes, mistake=picked.mistake)

    def key_response(self) -> str:
        """Return the right option's letter."""
        return option.key(self.options)

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield every other option."""
        for letter, choice in zip(option.letters(self.options), self.options, strict=True):
            if not choice.correct:
                yield letter, choice.mistake

    def public(self) -> dict[str, Any]:
        """Return the options without key and explanations."""
        return {"widget": "one", "options": option.public(self.options)}


ITEM = Single
