"""The answers on which a format's scoring is compared with ours."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.exports.neutral import Question


class Tried(NamedTuple):
    """One answer.

    Parameters
    ----------
    response
        As our form stores it.
    answer
        As the question's shape reads it, None if it cannot be given elsewhere.
    ours
        The share of the points that our marking gives.
    """

    response: Any
    answer: Any
    ours: float


class _Same:
    """A question by its identity: what was tried is kept while formats take turns."""

    __slots__ = ("question",)

    def __init__(self, question: Question) -> None:
        self.question = question

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.question is other.question

    def __hash__(self) -> int:
        return id(self.question)


def tried(question: Question) -> tuple[Tried, ...]:
    """Return the item's test answers, its key, the known mistakes, further probes, and blank.

    An answer that reads like an earlier one is left out.
    """
    return _tried(_Same(question))


@lru_cache(maxsize=4096)
def _tried(same: _Same) -> tuple[Tried, ...]:
    question = same.question
    return tuple(
        Tried(response, answer, question.mark(response).score)
        for response, answer in _responses(question)
    )


def _responses(question: Question) -> Iterator[tuple[Any, Any]]:
    item, shape = question.item, question.shape
    if shape is None:
        return
    seen: set[str] = set()
    tests = (t.answer for t in item.tests if t.seed is None or t.seed == question.seed)
    mistakes = (response for response, _ in item.wrong_responses())
    for response in (*tests, item.key_response(), *mistakes, *shape.probes(), None):
        answer = shape.read(response)
        name = json.dumps(response if answer is None else [answer], default=str)
        if name not in seen:
            seen.add(name)
            yield response, answer
