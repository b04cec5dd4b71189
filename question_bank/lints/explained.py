"""Everything a student can choose is explained: a mark without a reason teaches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.fill_in import FillIn
from question_bank.types.numeric import Numeric
from question_bank.types.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find options, judgements, numbers and blanks without an explanation."""
    for item in bank:
        missing: list[tuple[str | int, ...]] = [
            ("options", n)
            for n, option in enumerate(getattr(item, "options", ()))
            if option.why is None
        ]
        if isinstance(item, TrueFalse):
            missing += [(f,) for f in ("if_true", "if_false") if getattr(item, f) is None]
        if isinstance(item, Numeric) and item.why is None:
            missing.append(("why",))
        if isinstance(item, FillIn):
            missing += [("blanks", n) for n, blank in enumerate(item.blanks) if blank.why is None]
        for path in missing:
            text = Text("缺少解释（why），请补上", "the explanation (why) is missing; add it")
            yield Finding(item, text, path)
