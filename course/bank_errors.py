"""The bank's findings as one line of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import FINDINGS, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.problems import Problem


def bank_error(problems: Sequence[Problem]) -> CrmlabError:
    """Return the error for a bank or a paper that cannot be used: its first finding."""
    first, *others = problems
    zh, en = first.of("zh"), first.of("en")
    if others:
        zh, en = f"{zh}（另有 {len(others)} 处）", f"{en} (and {len(others)} more)"
    todo = Text("全部问题见 crmlab bank lint", "crmlab bank lint lists everything")
    return CrmlabError(Text(zh, en), "", todo, exit_code=FINDINGS)
