"""Adds revisions to a ledger; what it holds already is kept to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.bank import shown
from question_bank.problems import BankError
from question_bank.responses import files
from question_bank.responses.formats import lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from question_bank.responses.record import Response


def append(ledger: Path, old: Sequence[Response], new: Sequence[Response]) -> None:
    """Add new revisions below the old records, in one step.

    Parameters
    ----------
    ledger
        A .jsonl file.
    old
        The records that the new ones supersede; they must still be the newest there.
    new
        One revision for each of them.

    Raises
    ------
    BankError
        The file is no ledger, or it changed after the revisions were computed.
    """
    if ledger.suffix.lower() != ".jsonl":
        raise BankError.one(
            "只有 .jsonl 的答案账能保留每次修订；请先用 crmlab bank responses 写成 .jsonl",
            "only a .jsonl ledger keeps every revision; write one with crmlab bank responses",
            code="responses",
            file=shown(ledger),
        )
    text = files.content(ledger)
    now = {each.key: each for each in lines.read(text, shown(ledger))}
    if any(now.get(each.key) != each for each in old):
        raise BankError.one(
            "答案账在计算之后变了；请重新运行",
            "the ledger changed meanwhile; run it again",
            code="responses",
            file=shown(ledger),
        )
    head = text if text.endswith("\n") else f"{text}\n"
    files.replace(ledger, head + lines.write(new))
