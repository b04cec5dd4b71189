"""A quiz: a paper from the question bank, as a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.bank_errors import bank_error

if TYPE_CHECKING:
    from pathlib import Path

    from course.labs.build import Edition

MARKER = "paper.yaml"


def build(folder: Path, out_dir: Path, *, lang: Edition) -> None:
    """Write the quiz's source notebook, its form and its public paper into `out_dir`.

    Raises
    ------
    CrmlabError
        The paper or an item of it cannot be used.
    """
    from question_bank import notebook
    from question_bank.problems import BankError

    try:
        notebook.build(folder, out_dir, lang=lang)
    except BankError as error:
        raise bank_error(error.problems) from error
