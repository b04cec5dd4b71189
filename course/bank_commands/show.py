"""``crmlab bank show``: one item as students see it, and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


@bilingual.command(
    "show",
    Text(
        """显示一道题：题干、选项、答案、每个选项的解释、评分要点。

        变式题用 --seed 选择变式。""",
        """Show an item: stem, options, key, the explanation of every option, the rubric.

        --seed chooses the variant of an item with a generator.""",
    ),
)
@click.argument("item")
@bank_option()
@bilingual.option("--seed", type=click.IntRange(0), default=1, text=Text("种子", "the seed"))
@bilingual.option("--no-key", is_flag=True, text=Text("不显示答案", "leave the key out"))
@bilingual.json_option()
def command(item: str, bank_path: Path | None, seed: int, no_key: bool, as_json: bool) -> None:
    """Show one item."""
    from course.output import emit
    from question_bank import rendering, variants

    with failures():
        put = variants.realise(load(bank_path)[item], seed)
    data = {"id": put.id, "stem": put.stem._asdict(), **put.public()}
    if not no_key:
        data = {**put.model_dump(mode="json"), "seed": seed, "key": put.key_text()._asdict()}
    emit(data, as_json, rendering.plain(put, key=not no_key))
