"""``crmlab bank mark``: mark one answer, with the reason."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


@bilingual.command(
    "mark",
    Text(
        """给一个答案评分，并说明理由。填空题的几个空用分号隔开。

        例：crmlab bank mark C3-005 ACE --rule cn_half""",
        """Mark one answer and say why. Separate several blanks by semicolons.

        Example: crmlab bank mark C3-005 ACE --rule cn_half""",
    ),
)
@click.argument("item")
@click.argument("answer")
@bank_option()
@bilingual.option("--seed", type=click.IntRange(0), default=1, text=Text("种子", "the seed"))
@bilingual.option("--rule", text=Text("多选评分规则", "marking rule of a multiple choice"))
@bilingual.option(
    "--points",
    type=click.FloatRange(0, 1000, min_open=True),
    default=None,
    text=Text("分值（默认题目自己的）", "points to be had"),
)
@bilingual.json_option()
def command(
    item: str,
    answer: str,
    bank_path: Path | None,
    seed: int,
    rule: str | None,
    points: float | None,
    as_json: bool,
) -> None:
    """Mark one answer."""
    from course.output import emit
    from question_bank import papers
    from question_bank.marking.rounding import exact

    bank = load(bank_path)
    with failures():
        entry = papers.Entry(item=item, seed=seed, rule=rule)
        asked = papers.question(entry, bank)
    out_of = exact(points) if points is not None else asked.points
    result = asked.item.mark(_read(answer), out_of=Fraction(out_of), rule=asked.rule)
    told = [result.reason, *result.notes]
    head = f"{item}  {float(result.points):g} / {float(result.out_of):g}"
    if result.mistake:
        head += f"  [{result.mistake}]"
    emit(
        {"item": item, "version": asked.item.version, "seed": seed, **result.to_dict()},
        as_json,
        Text(
            "\n".join([head, *(text.zh for text in told)]),
            "\n".join([head, *(text.en for text in told)]),
        ),
    )


def _read(answer: str) -> object:
    """Take a JSON list as a list, anything else as the text it is."""
    if answer.startswith("["):
        try:
            return json.loads(answer)
        except ValueError:
            return answer
    return answer
