"""Listens to what the checks of a cell look at, and can put other expected values in."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.check import Check
from autograder.check.calling import Case
from autograder.check.compare import Tolerance
from autograder.check.task import ATOL, RTOL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Answer:
    """What one check compares with: an answer of the reference.

    Attributes
    ----------
    given
        Arguments of each call; empty where a value is checked.
    expected
        The right value of each.
    """

    given: tuple[Any, ...]
    expected: tuple[Any, ...]


class Listener:
    """Notes what the checks of one cell do.

    Parameters
    ----------
    instead
        Answers to compare with, in the place of the cell's own; in the order of its checks.

    Attributes
    ----------
    functions
        Each function that was called, with the misconceptions that could be named.
    answers
        The answers that were compared with.
    named
        Misconceptions that the feedback of the last score names.
    problems
        What that feedback says of each part that lost points: (zh, en).
    """

    def __init__(self, instead: Sequence[Answer] | None = None) -> None:
        self._instead = instead
        self.functions: list[tuple[Any, tuple[Any, ...]]] = []
        self.answers: list[Answer] = []
        self.named: set[str] = set()
        self.problems: list[tuple[str, str]] = []

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to every `Check` meanwhile."""
        calls, value, score = Check.calls, Check._value, Check.score
        heard: Any = Check

        def noted_calls(check: Check, function: Any, cases: Any, **options: Any) -> bool:
            options["misconceptions"] = tuple(options.get("misconceptions", ()))
            self.functions.append((function, options["misconceptions"]))
            read = [Case.of(case) for case in cases]
            given = tuple((case.args, dict(case.kwargs)) for case in read)
            expected = self._note(Answer(given, tuple(case.expected for case in read)))
            again = [(*pair, right) for pair, right in zip(given, expected, strict=True)]
            return calls(check, function, again, **options)

        def noted_value(
            check: Check, got: Any, expected: Any, tolerance: Tolerance, *options: Any
        ) -> bool:
            (expected,) = self._note(Answer((), (expected,)))
            if (
                self._instead is not None
            ):  # even an exact comparison leaves room for the ninth digit
                tolerance = Tolerance(max(tolerance.rtol, RTOL), max(tolerance.atol, ATOL))
            return value(check, got, expected, tolerance, *options)

        def noted_score(check: Check) -> float:
            self.named = {name for part in check._parts for name, _ in part.pointers}
            self.problems = [
                (f"{part.what.zh}：{part.problem.zh}", f"{part.what.en}: {part.problem.en}")
                for part in check._parts
                if part.problem is not None
            ]
            return score(check)

        heard.calls, heard._value, heard.score = noted_calls, noted_value, noted_score
        try:
            yield
        finally:
            heard.calls, heard._value, heard.score = calls, value, score

    def _note(self, answer: Answer) -> tuple[Any, ...]:
        """Keep an answer; return what to compare with."""
        place = len(self.answers)
        self.answers.append(answer)
        if self._instead is None:
            return answer.expected
        if place >= len(self._instead) or len(self._instead[place].expected) != len(
            answer.expected
        ):
            msg = (
                "检查的个数随数据的第九位而变 / "
                "how many values are checked depends on the ninth digit of the data"
            )
            raise ValueError(msg)
        return self._instead[place].expected
