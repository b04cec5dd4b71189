"""Multiple choice: one or more options are right; the paper's rule decides what half is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from crm_models.text import Text
from question_bank import option
from question_bank.item import Item
from question_bank.marking import result
from question_bank.marking.rule import Rule, Tally
from question_bank.marking.rules import DEFAULT
from question_bank.marking.rules import rule as rule_named
from question_bank.option import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

_PARTLY = Text("部分正确。", "Partly right.")


class Multiple(Item):
    """A question with one or more right options."""

    title: ClassVar[Text] = Text("多项选择题", "multiple choice")
    takes_rule: ClassVar[bool] = True

    type: Literal["multiple"]
    options: Options

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:
        if response is None or response in ("", []):
            # A rule may credit the options that a blank answer leaves alone; a paper does not.
            return result.zero(out_of, reason=result.BLANK)
        chosen = option.read(response, self.options)
        if not chosen:
            last = option.letters(self.options)[-1]
            return result.unreadable(
                out_of, f"应为 A 至 {last} 中的若干项", f"it should be some of A to {last}"
            )
        rule = rule or rule_named(DEFAULT)
        key = option.key(self.options)
        tally = Tally.of(chosen, key, option.letters(self.options))
        points = rule.points(tally, out_of)
        picked = [(letter, self.options[option.LETTERS.index(letter)]) for letter in chosen]
        wrong = [choice for _, choice in picked if not choice.correct]
        notes = [option.note(letter, choice) for letter, choice in picked]
        verdict = result.WRONG
        if tally.complete:
            verdict = result.RIGHT
        elif points:
            verdict = _PARTLY
        return result.Result(
            points,
            out_of,
            Text(f"{verdict.zh}{rule.says.zh}", f"{verdict.en} {rule.says.en}"),
            mistake=next((choice.mistake for choice in wrong if choice.mistake), None),
            notes=tuple(note for note in notes if note),
        )

    def key_response(self) -> list[str]:
        """Return the right options' letters."""
        return list(option.key(self.options))

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield the key with each wrong option added."""
        key = self.key_response()
        for letter, choice in zip(option.letters(self.options), self.options, strict=True):
            if not choice.correct:
                yield sorted([*key, letter]), choice.mistake

    def public(self) -> dict[str, Any]:
        """Return the options without key and explanations."""
        return {"widget": "many", "options": option.public(self.options)}

    def key_text(self) -> Text:
        """Return the letters without separators, as answer sheets print them."""
        return Text(option.key(self.options), option.key(self.options))


ITEM = Multiple
