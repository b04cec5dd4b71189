"""``crmlab bank rules``: what every marking rule gives for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from course import bilingual
from course.bank_commands._bank import failures
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.text import Lang


@bilingual.command(
    "rules",
    Text(
        """多选题的评分规则；写出规则名就打印它的得分表，可以直接发给学生。

        例：crmlab bank rules cn_half --key ABC --options ABCDE --points 4""",
        """The marking rules of multiple choice; with a rule's name, its table for students.

        Example: crmlab bank rules cn_half --key ABC --options ABCDE --points 4""",
    ),
)
@click.argument("name", required=False)
@bilingual.option("--key", default="ABC", text=Text("正确选项", "the right options"))
@bilingual.option("--options", default="ABCDE", text=Text("全部选项", "all options"))
@bilingual.option(
    "--points",
    type=click.FloatRange(0, 1000, min_open=True),
    default=1.0,
    text=Text("分值", "points to be had"),
)
@bilingual.json_option()
def command(name: str | None, key: str, options: str, points: float, as_json: bool) -> None:
    """List the rules, or print the table of one."""
    from course.errors import CrmlabError
    from course.output import emit
    from question_bank.marking import rules
    from question_bank.marking.rounding import exact

    if not set(key) <= set(options) or not key or len(set(options)) != len(options):
        raise CrmlabError(
            Text("正确选项应在全部选项之中，且不重复", "the key should be among the options"),
            f"{key} / {options}",
            Text("例如 --key ABC --options ABCDE", "such as --key ABC --options ABCDE"),
        )
    out_of = exact(points)
    with failures():
        chosen = [rules.rule(each) for each in ([name] if name else rules.names())]
    data = [
        {
            "name": rule.name,
            "title": rule.title._asdict(),
            "says": rule.says._asdict(),
            "random_mean": float(rule.random_mean(key, options, out_of)),
            "table": {row.chosen: float(row.points) for row in rule.table(key, options, out_of)},
        }
        for rule in chosen
    ]
    shown = _table(data[0]) if name else _overview(data)
    emit(data, as_json, shown)


def _table(rule: dict[str, Any]) -> Text:
    from course.output import table

    rows = [[chosen or "-", round(earned, 4)] for chosen, earned in rule["table"].items()]
    return Text(
        f"{rule['says']['zh']}\n{table(['选了', '得分'], rows)}",
        f"{rule['says']['en']}\n{table(['chosen', 'points'], rows)}",
    )


def _overview(rules: list[dict[str, Any]]) -> Text:
    from course.output import table

    def shown(lang: Lang, heads: list[str]) -> str:
        rows = [[r["name"], r["says"][lang], round(r["random_mean"], 3)] for r in rules]
        return table(heads, rows)

    return Text(shown("zh", ["规则", "说明", "乱选均分"]), shown("en", ["rule", "says", "random"]))
