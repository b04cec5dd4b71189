"""The analysis of a paper: all statistics, what was chosen, and what to look at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from question_bank import registry
from question_bank.analysis import advice, statistics
from question_bank.analysis.choices import Choice, choices
from question_bank.analysis.mistakes import Shown, mistakes
from question_bank.analysis.reliability import Reliability, reliability
from question_bank.analysis.scores import FloatArray, Scores, table
from question_bank.analysis.splits import Split, splits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from question_bank.bank import Bank
    from question_bank.problems import Problem
    from question_bank.responses.record import Response


@dataclass(frozen=True)
class Analysis:
    """What the answers to one paper say.

    Parameters
    ----------
    scores
        The table of points.
    values
        Statistic to one number per question.
    bounds
        Statistic to the ends of its interval, for those that have one.
    level
        Of the intervals.
    reliability
        The paper as a whole.
    choices
        What was chosen, for the items of the bank.
    mistakes
        The misconceptions that the class shows.
    splits
        Questions by version and variant.
    findings
        What to look at again.
    """

    scores: Scores
    values: dict[str, FloatArray]
    bounds: dict[str, tuple[FloatArray, FloatArray]]
    level: float
    reliability: Reliability
    choices: tuple[Choice, ...]
    mistakes: tuple[Shown, ...]
    splits: tuple[Split, ...]
    findings: tuple[Problem, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON; None for what is not defined."""
        rows = []
        for place, name in enumerate(self.scores.questions):
            row: dict[str, Any] = {"item": name, "out_of": float(self.scores.out_of[place])}
            row["asked"] = int(self.scores.asked[:, place].sum())
            row |= {n: _plain(values[place]) for n, values in self.values.items()}
            row["intervals"] = {
                n: [_plain(low[place]), _plain(high[place])]
                for n, (low, high) in self.bounds.items()
            }
            rows.append(row)
        return {
            "level": self.level,
            "paper": self.reliability.to_dict(),
            "questions": rows,
            "choices": [each.to_dict() for each in self.choices],
            "misconceptions": [each.to_dict() for each in self.mistakes],
            "splits": [each.to_dict() for each in self.splits],
            "findings": [each.to_dict() for each in self.findings],
        }


def measures() -> list[ModuleType]:
    """Return the modules of all statistics, in the order of tables."""
    return sorted(registry.modules(statistics), key=lambda module: int(module.RANK))


def name_of(module: ModuleType) -> str:
    """Return a statistic's name: its file's."""
    return module.__name__.rpartition(".")[2]


def analyse(
    responses: Sequence[Response], bank: Bank | None = None, *, level: float = 0.95
) -> Analysis:
    """Analyse the answers to one paper.

    Parameters
    ----------
    responses
        One answer per person and question, with marks.
    bank
        The items, for the table of distractors; without it that table is empty.
    level
        Of the confidence intervals.

    Raises
    ------
    BankError
        There is too little to analyse (see :func:`question_bank.analysis.scores.table`).
    """
    scores = table(responses)
    values = {name_of(module): module.compute(scores) for module in measures()}
    bounds = {
        name_of(module): module.interval(scores, level)
        for module in measures()
        if hasattr(module, "interval")
    }
    chosen = choices(responses, scores, bank) if bank is not None else []
    findings = list(scores.left_out)
    for place, item in enumerate(scores.questions):
        here = {name: float(column[place]) for name, column in values.items()}
        ends = {n: (float(low[place]), float(high[place])) for n, (low, high) in bounds.items()}
        findings += advice.of_question(item, here, ends)
    findings += advice.of_choices(chosen, len(scores.students))
    return Analysis(
        scores,
        values,
        bounds,
        level,
        reliability(scores, level),
        tuple(chosen),
        tuple(mistakes(responses, bank)) if bank is not None else (),
        tuple(splits(responses, level)),
        tuple(findings),
    )


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
