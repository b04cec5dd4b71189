"""A translation follows its original: changed in one language only, the other says something else.

``crmlab bank translated`` notes the fingerprints of both languages once somebody has compared
them; from then on a change on one side alone is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank import translations
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compare each item with what was noted when its languages were last compared."""
    notes = translations.Notes()
    for item in bank:
        noted = notes.of(bank.place(item).file, item.id)
        if noted is None:
            continue
        zh, en = (old == new for old, new in zip(noted, translations.prints(item), strict=True))
        if zh != en:
            changed, other = ("英文", "中文") if zh else ("中文", "英文")
            which, what = ("English", "Chinese") if zh else ("Chinese", "English")
            text = Text(
                f"只改了{changed}：请核对{other}，然后运行 crmlab bank translated {item.id}",
                f"only the {which} changed: compare the {what}, then run"
                f" crmlab bank translated {item.id}",
            )
            yield Finding(item, text)
