"""What the commands about answers share: reading their files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.bank_commands._bank import failures

if TYPE_CHECKING:
    from question_bank.bank import Bank
    from question_bank.responses.record import Response

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""The type of an argument that names a file of answers."""


def read(files: tuple[Path, ...], paper: Path | None, bank: Bank) -> list[Response]:
    """Read files of answers; with a paper, questions that were numbered get their items.

    People of different files are different people, whatever they are called.
    """
    from question_bank import papers
    from question_bank.responses import files as formats
    from question_bank.responses.marking import with_paper

    found: list[Response] = []
    with failures():
        for file in files:
            here = formats.read(file)
            if len(files) > 1:
                here = [replace(each, student=f"{file.stem}/{each.student}") for each in here]
            found += here
        if paper is not None:
            found = with_paper(found, papers.questions(papers.read(paper), bank))
    return found
