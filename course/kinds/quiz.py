"""A quiz: a paper from the question bank, as a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import FINDINGS, CrmlabError
from crm_models.text import Text

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
        first, *others = error.problems
        more = Text(f"（另有 {len(others)} 处）", f" (and {len(others)} more)")
        what = Text(*(first.of(side) + (more.of(side) if others else "") for side in ("zh", "en")))
        todo = Text("用 crmlab bank lint 查看全部", "crmlab bank lint lists them all")
        raise CrmlabError(what, "", todo, exit_code=FINDINGS) from error
