"""From filled-in sheets to marks: who agrees is settled, who does not needs a third marker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from question_bank.queue.sheet import total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from question_bank.papers import Question
    from question_bank.queue.sheet import Marking
    from question_bank.queue.waiting import Waiting
    from question_bank.responses.record import Response
    from question_bank.rubric import Prose

NEAR = 0.1
"""Two marks within this share of the points settle on their mean."""


@dataclass(frozen=True)
class Settled:
    """What became of a queue.

    Parameters
    ----------
    marked
        New records, with points.
    disputed
        Ticket to the points of each marker: too far apart, a third one decides.
    open
        Tickets that nobody has marked.
    """

    marked: tuple[Response, ...]
    disputed: dict[str, dict[str, float]]
    open: tuple[str, ...]


def settle(
    waiting: Sequence[Waiting],
    sheets: Mapping[str, Mapping[str, Marking]],
    rubric: Prose,
    asked: Question,
    *,
    near: float = NEAR,
) -> Settled:
    """Settle the marks of one question.

    One marker decides alone where only one was asked; two within ``near`` of the points settle
    on the mean; of three the median stands. Hints decide nothing.

    Parameters
    ----------
    waiting
        The answers.
    sheets
        Marker to ticket to what was given.
    """
    marked: list[Response] = []
    disputed: dict[str, dict[str, float]] = {}
    still_open: list[str] = []
    out_of = float(asked.points)
    for each in waiting:
        given = {
            marker: total(sheet[each.ticket], rubric, asked)
            for marker, sheet in sheets.items()
            if each.ticket in sheet
        }
        points = list(given.values())
        if not points:
            if each.response.points is None:
                still_open.append(each.ticket)
        elif len(points) == 2 and abs(points[0] - points[1]) > near * out_of + 1e-9:
            disputed[each.ticket] = given
        else:
            comments = [sheets[marker][each.ticket].comment for marker in given]
            marked.append(
                replace(
                    each.response,
                    points=round(median(points), 6),
                    out_of=out_of,
                    by="+".join(given),
                    revision=each.response.revision + 1,
                    why="; ".join(comment for comment in comments if comment),
                )
            )
    return Settled(tuple(marked), disputed, tuple(still_open))
