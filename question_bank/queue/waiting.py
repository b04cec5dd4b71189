"""Who waits for a mark, under a ticket instead of a name, in an order that favours nobody.

Markers grow stricter or milder on the way, and an answer looks better after a bad one. The order
is pseudo-random, the same whenever it is computed, and another one for each marker.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from question_bank.queue.similarity import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.papers import Question
    from question_bank.responses.record import Response
    from question_bank.rubric import Prose


@dataclass(frozen=True)
class Waiting:
    """One answer in the queue.

    Parameters
    ----------
    ticket
        What the marker sees instead of a name.
    group
        Answers that read alike have the same number.
    response
        The record.
    hints
        Numbers (from 1) of the key points whose words occur: a help to find them, never a mark.
    """

    ticket: str
    group: int
    response: Response
    hints: tuple[int, ...]


def queue(
    responses: Sequence[Response], asked: Question, rubric: Prose, *, secret: str = ""
) -> list[Waiting]:
    """Return the answers to one question, in the order of their tickets.

    Parameters
    ----------
    responses
        All records; those of other questions and blank answers are passed over.
    asked, rubric
        The question, and its item with the key points.
    secret
        Keeps students from computing their own ticket; the same for all steps.
    """
    own = [each for each in responses if each.item == asked.item.id and _text(each)]
    own.sort(key=lambda each: ticket(each, secret))
    numbers = groups([_text(each) for each in own])
    return [
        Waiting(ticket(each, secret), number, each, hints(rubric, _text(each)))
        for each, number in zip(own, numbers, strict=True)
    ]


def ticket(response: Response, secret: str) -> str:
    """Return the ticket of an answer: ten hexadecimal digits."""
    return _hash(secret, response.item, response.student)[:10]


def ordered(waiting: Sequence[Waiting], marker: str, secret: str = "") -> list[Waiting]:
    """Return the queue of one marker: group by group, groups and members shuffled for them.

    Parameters
    ----------
    waiting
        The answers.
    marker
        Who marks: each has an order of their own.
    secret
        As for the tickets.
    """
    first = {each.group: _hash(secret, marker, f"group {each.group}") for each in waiting}
    return sorted(waiting, key=lambda e: (first[e.group], _hash(secret, marker, e.ticket)))


def shares(
    waiting: Sequence[Waiting], markers: Sequence[str], double: float, secret: str = ""
) -> dict[str, list[Waiting]]:
    """Return each marker's queue: some answers for everybody, the others for one marker each.

    Parameters
    ----------
    waiting
        The answers.
    markers
        Who marks.
    double
        The share of answers that every marker gets.
    """
    given: dict[str, list[Waiting]] = {marker: [] for marker in markers}
    for each in waiting:
        number = int(_hash(secret, "double", each.ticket)[:8], 16)
        if number / 16**8 < double:
            for queue_of_one in given.values():
                queue_of_one.append(each)
        else:
            given[markers[each.group % len(markers)]].append(each)
    return {marker: ordered(own, marker, secret) for marker, own in given.items()}


def hints(rubric: Prose, text: str) -> tuple[int, ...]:
    """Return the numbers of the key points whose hints occur in a text."""
    plain = text.casefold()
    points = enumerate(rubric.rubric, start=1)
    return tuple(n for n, point in points if any(h.casefold() in plain for h in point.hints))


def _text(response: Response) -> str:
    return response.response.strip() if isinstance(response.response, str) else ""


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
