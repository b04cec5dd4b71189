"""Frozen papers from a blueprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank import papers
from question_bank.assembly.candidates import gather
from question_bank.assembly.explaining import explain
from question_bank.assembly.solving import solve
from question_bank.problems import BankError

if TYPE_CHECKING:
    from pathlib import Path

    from question_bank.assembly.blueprint import Blueprint
    from question_bank.bank import Bank
    from question_bank.papers import Paper

LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Form:
    """One form: its letter (empty for a single paper), the paper, its mean difficulty."""

    letter: str
    paper: Paper
    difficulty: float


def assemble(blueprint: Blueprint, bank: Bank, folder: Path) -> list[Form]:
    """Return the frozen papers of a blueprint.

    Questions stand in the order of the rows, easier ones first within a row. Form A has the
    blueprint's seed, form B the next one, so that a shared item differs in its numbers.

    Parameters
    ----------
    blueprint
        What is wanted.
    bank
        The items.
    folder
        Where the paths of earlier papers start: the blueprint's folder.

    Raises
    ------
    BankError
        No choice of items meets the blueprint; the findings say which row or limit.
    """
    candidates = gather(blueprint, bank, folder)
    solution = solve(blueprint, candidates)
    if solution is None:
        raise BankError(explain(blueprint, candidates))
    made = []
    for form, rows in enumerate(solution.chosen):
        letter = LETTERS[form] if blueprint.forms > 1 else ""
        entries = [
            papers.Entry(
                item=candidates.items[i].id,
                seed=blueprint.seed + form,
                points=row.points,
                rule=row.rule if candidates.items[i].takes_rule else None,
            )
            for row, chosen in zip(blueprint.rows, rows, strict=True)
            for i in sorted(
                chosen, key=lambda i: (candidates.items[i].difficulty, candidates.items[i].id)
            )
        ]
        sheet = papers.Paper(
            title=_title(blueprint.title, letter),
            instructions=blueprint.instructions,
            printed=blueprint.printed,
            minutes=blueprint.minutes,
            items=tuple(entries),
        )
        made.append(Form(letter, papers.freeze(sheet, bank), solution.difficulty[form]))
    return made


def _title(title: Text, letter: str) -> Text:
    if not letter:
        return title
    return Text(f"{title.zh}（{letter} 卷）", f"{title.en} (form {letter})")
