"""Which misconceptions a class has, added up over the questions that can show them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.marking.rules import DEFAULT, rule
from question_bank.variants import realise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from question_bank.bank import Bank
    from question_bank.responses.record import Response


@dataclass(frozen=True)
class Shown:
    """One misconception in one class.

    Parameters
    ----------
    name
        As the models' registry names it.
    message
        What is wrong, for the teacher who wants to speak of it.
    people, answers
        How many people showed it, in how many answers.
    items
        The questions in which they did.
    """

    name: str
    message: Text
    people: int
    answers: int
    items: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {**vars(self), "message": self.message._asdict(), "items": list(self.items)}


def mistakes(responses: Iterable[Response], bank: Bank) -> list[Shown]:
    """Return the misconceptions that answers show, the most widespread first.

    Answers to versions that the bank no longer holds are passed over.
    """
    found: dict[str, list[Response]] = {}
    for each in responses:
        if each.item not in bank or each.version != bank[each.item].version:
            continue
        item = realise(bank[each.item], each.seed or 0)
        used = rule(DEFAULT) if item.takes_rule else None
        name = item.mark(each.response, out_of=Fraction(1), rule=used).mistake
        if name:
            found.setdefault(name, []).append(each)
    if not found:
        return []
    from crm_models import misconceptions

    messages = {known.name: known.message for known in misconceptions.everything()}
    made = [
        Shown(
            name,
            messages.get(name, Text(name, name)),
            len({each.student for each in answers}),
            len(answers),
            tuple(dict.fromkeys(each.item for each in answers)),
        )
        for name, answers in found.items()
    ]
    return sorted(made, key=lambda shown: (-shown.people, shown.name))
