"""Puts a regrade into the ledger: old records stay, new revisions are added below them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from question_bank.responses import ledger as ledgers

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
    old = [change.old for change in regrade.changes]
    new = [
        replace(change.new, why=f"{change.new.why} [{who}]" if who else change.new.why)
        for change in regrade.changes
    ]
    ledgers.append(ledger, old, new)
    return len(new)
