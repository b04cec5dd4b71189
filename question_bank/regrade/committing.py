"""Puts a regrade into the ledger: old records stay, new revisions are added below them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from question_bank.problems import BankError
from question_bank.responses import files
from question_bank.responses.formats import lines

if TYPE_CHECKING:
    from pathlib import Path

    from question_bank.regrade.comparing import Regrade


def commit(ledger: Path, regrade: Regrade, who: str) -> int:
    """Append the new revisions and return how many there are.

    Parameters
    ----------
    ledger
        A .jsonl file; what it holds is kept to the letter.
    regrade
        What was shown before.
    who
        Who decided; kept with every revision.

    Raises
    ------
    BankError
        The file is no ledger, or it changed after the regrade was computed.
    """
    if ledger.suffix.lower() != ".jsonl":
        raise BankError.one(
            "只有 .jsonl 的答案账能保留每次复评；请先用 crmlab bank responses 写成 .jsonl",
            "only a .jsonl ledger keeps every revision; write one with crmlab bank responses",
            code="regrade",
            file=str(ledger),
        )
    text = files.content(ledger)
    now = {each.key: each for each in lines.read(text, str(ledger))}
    if any(now.get(change.old.key) != change.old for change in regrade.changes):
        raise BankError.one(
            "答案账在计算之后变了；请重新比较",
            "the ledger changed meanwhile; compare again",
            code="regrade",
            file=str(ledger),
        )
    signed = [
        replace(change.new, why=f"{change.new.why} [{who}]" if who else change.new.why)
        for change in regrade.changes
    ]
    head = text if text.endswith("\n") else f"{text}\n"
    files.replace(ledger, head + lines.write(signed))
    return len(signed)
