"""The bank's findings as one line of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import FINDINGS, USAGE, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.problems import Problem

# Findings in something that can be read; all else (no such item, format, rule, file) is a command
# that asked for what is not there.
_FINDINGS = {"schema", "yaml", "paper", "version", "digest", "blueprint", "variant", "translations"}
# What `crmlab bank lint` would list in full.
_LINTED = {"schema", "yaml"}


def bank_error(problems: Sequence[Problem]) -> CrmlabError:
    """Return the error for a bank or a paper that cannot be used: its first finding."""
    first, *others = problems
    zh, en = first.of("zh"), first.of("en")
    if others:
        zh, en = f"{zh}（另有 {len(others)} 处）", f"{en} (and {len(others)} more)"
    todo = Text("", "")
    if others and first.code in _LINTED:
        todo = Text("运行 crmlab bank lint 查看全部问题", "run crmlab bank lint to see them all")
    code = FINDINGS if first.code in _FINDINGS else USAGE
    return CrmlabError(Text(zh, en), "", todo, exit_code=code)
