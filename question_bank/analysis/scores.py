"""The table that all statistics are computed from: a row per attempt, a column per question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm_models.text import Text
from question_bank.problems import BankError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.responses.record import Response

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """Points of a class.

    Parameters
    ----------
    students
        One name per row.
    questions
        One name per column, in the order in which they were first seen.
    points : array of shape (students, questions)
        Points given; NaN where a person was not asked that question.
    out_of : array of shape (questions,)
        Points to be had.
    left_out
        Why a question is missing from the table.
    """

    students: tuple[str, ...]
    questions: tuple[str, ...]
    points: FloatArray
    out_of: FloatArray
    left_out: tuple[Problem, ...] = field(default=())

    @property
    def asked(self) -> NDArray[np.bool_]:
        """Who was asked what, of the shape of the points."""
        return ~np.isnan(self.points)

    @property
    def complete(self) -> bool:
        """Whether everybody was asked everything."""
        return bool(self.asked.all())

    @property
    def totals(self) -> FloatArray:
        """The points of each person over what they were asked."""
        result: FloatArray = np.nansum(self.points, axis=1)
        return result

    @property
    def rest(self) -> FloatArray:
        """The points on all other questions, for each person and question."""
        result: FloatArray = self.totals[:, None] - np.nan_to_num(self.points)
        return result


def table(responses: Sequence[Response]) -> Scores:
    """Lay answers out as a table.

    A question that still has an answer without a mark is left out for everybody, with a
    finding that says so: its statistics would be those of the answers marked so far.

    Raises
    ------
    BankError
        Fewer than two people or no marked question are left, or the points to be had differ.
    """
    students = tuple(dict.fromkeys(each.student for each in responses))
    out_of: dict[str, float] = {}
    waiting: dict[str, int] = {}
    for each in responses:
        if out_of.setdefault(each.item, each.out_of) != each.out_of:
            raise BankError.one(
                f"满分不一致：{out_of[each.item]:g} 与 {each.out_of:g}；请按试卷分开分析",
                f"points to be had differ: {out_of[each.item]:g} and {each.out_of:g};"
                " analyse the papers apart",
                code="analysis",
                item=each.item,
            )
        if each.points is None:
            waiting[each.item] = waiting.get(each.item, 0) + 1
    questions = tuple(item for item in out_of if item not in waiting)
    if len(students) < 2 or not questions:
        raise BankError.one(
            f"至少要有 2 人和 1 道已评分的题（现有 {len(students)} 人、{len(questions)} 题）",
            "two people and a marked question are needed"
            f" ({len(students)} and {len(questions)} are there)",
            code="analysis",
        )
    points = np.full((len(students), len(questions)), np.nan)
    row = {name: place for place, name in enumerate(students)}
    column = {name: place for place, name in enumerate(questions)}
    for each in responses:
        if each.item in column and each.points is not None:
            points[row[each.student], column[each.item]] = each.points
    left_out = tuple(
        Problem(
            Text(
                f"还有 {count} 份答案没有评分，未计入分析",
                f"{count} answers are not marked yet; it is left out of the analysis",
            ),
            "analysis",
            item=item,
            severity="warning",
        )
        for item, count in waiting.items()
    )
    full = np.array([out_of[name] for name in questions])
    return Scores(students, questions, points, full, left_out)
