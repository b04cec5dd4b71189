"""``crmlab bank translated``: note that both languages of items were compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


@bilingual.command(
    "translated",
    Text(
        """核对过中英文之后记下来；以后只改其中一种文字，crmlab bank lint 会提醒。

        不写 ITEM 就记下全部题目。记录在题目旁的 translations.json。""",
        """Note that both languages were compared; from then on crmlab bank lint tells when only
        one of them changes.

        Without ITEM all items are noted, in translations.json beside them.""",
    ),
)
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@bank_option()
@bilingual.json_option()
def command(items: tuple[str, ...], bank_path: Path | None, as_json: bool) -> None:
    """Note translations."""
    from course.output import emit
    from question_bank.translations import Notes

    bank = load(bank_path)
    with failures():
        chosen = [bank[name] for name in items] if items else list(bank)
        count = Notes().note(bank, chosen)
    emit(
        {"items": len(chosen), "changed": count},
        as_json,
        Text(
            f"{len(chosen)} 道题已核对，更新了 {count} 条记录。",
            f"{len(chosen)} items compared, {count} notes updated.",
        ),
    )
