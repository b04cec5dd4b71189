"""``crmlab bank paper``: make a paper, freeze it, print its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from question_bank.bank import Bank
    from question_bank.papers import Paper

_FOLDER = click.Path(path_type=Path)


@bilingual.group(
    "paper",
    Text("试卷：组卷、冻结、打印答案。", "Papers: build, freeze, print the key."),
)
def command() -> None:
    """Group the commands about papers."""


@command.command(
    "build",
    text=Text(
        """把题目组成一张试卷并冻结，写入 FOLDER/paper.yaml。

        例：crmlab bank paper build assignments/quiz-x C3-001 C3-013 --title 小测""",
        """Make a frozen paper of items and write it to FOLDER/paper.yaml.

        Example: crmlab bank paper build assignments/quiz-x C3-001 C3-013 --title-en Quiz""",
    ),
)
@click.argument("folder", type=_FOLDER)
@click.argument("items", nargs=-1, required=True)
@bank_option()
@bilingual.option("--title", default="测验", text=Text("中文标题", "title in Chinese"))
@bilingual.option("--title-en", default="Quiz", text=Text("英文标题", "title in English"))
@bilingual.option("--seed", type=click.IntRange(0), default=1, text=Text("种子", "the seed"))
@bilingual.option("--rule", text=Text("多选评分规则", "marking rule of multiple choices"))
@bilingual.json_option()
def build(
    folder: Path,
    items: tuple[str, ...],
    bank_path: Path | None,
    title: str,
    title_en: str,
    seed: int,
    rule: str | None,
    as_json: bool,
) -> None:
    """Make a paper."""
    from course.errors import CrmlabError
    from question_bank import papers
    from question_bank.marking import rules

    if (folder / papers.FILE).exists():
        raise CrmlabError(
            Text("这里已有试卷", "there is a paper already"),
            folder / papers.FILE,
            Text("请换一个文件夹，或先移走它", "choose another folder, or move it away first"),
        )
    bank = load(bank_path)
    with failures():
        if rule is not None:
            rules.rule(rule)  # Also where no question takes one: a slip in its name is told.
        entries = tuple(
            papers.Entry(item=i, seed=seed, rule=rule if bank[i].takes_rule else None)
            for i in items
        )
        sheet = papers.Paper(title=Text(title, title_en), items=entries)
        _write(folder, papers.freeze(sheet, bank), bank, as_json)


@command.command(
    "freeze",
    text=Text(
        """冻结试卷：补上没有写明的版本、种子、分值、规则和指纹。

        --again 连已冻结的也重新冻结（题目改版之后；已交的答卷需要复评）。""",
        """Freeze a paper: fill in version, seed, points, rule and digest where they are open.

        --again freezes anew what was frozen (after an item got a new version; submissions need
        regrading).""",
    ),
)
@click.argument("folder", type=_FOLDER)
@bank_option()
@bilingual.option("--again", is_flag=True, text=Text("重新冻结", "freeze anew"))
@bilingual.json_option()
def freeze(folder: Path, bank_path: Path | None, again: bool, as_json: bool) -> None:
    """Freeze a paper."""
    from question_bank import papers

    bank = load(bank_path)
    with failures():
        sheet = papers.read(folder)
        if again:
            sheet = papers.thawed(sheet)
        _write(folder, papers.freeze(sheet, bank), bank, as_json)


@command.command(
    "key",
    text=Text("打印试卷的答案和评分要点（教师用）。", "Print keys and rubrics (for teachers)."),
)
@click.argument("folder", type=_FOLDER)
@bank_option()
@bilingual.json_option()
def key(folder: Path, bank_path: Path | None, as_json: bool) -> None:
    """Print the key."""
    from course import language
    from course.output import emit, table
    from question_bank import papers

    bank = load(bank_path)
    with failures():
        asked = papers.questions(papers.read(folder), bank)
    lang = language.current()
    rows = [[q.number, q.item.id, float(q.points), q.item.key_text().of(lang)] for q in asked]
    heads = Text("题号 编号 分值 答案", "number id points key").of(lang).split()
    shown = table(heads, rows)
    data = [
        {**q.entry().model_dump(mode="json"), "key": q.item.key_text()._asdict()} for q in asked
    ]
    emit(data, as_json, Text(shown, shown))


def _write(folder: Path, sheet: Paper, bank: Bank, as_json: bool) -> None:
    from course.output import emit
    from question_bank import papers

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / papers.FILE
    file.write_text(papers.dump(sheet), encoding="utf-8")
    points = sum(entry.points or 0 for entry in sheet.items)
    count = len(papers.questions(sheet, bank))  # A case puts several.
    many = "question" if count == 1 else "questions"
    emit(
        {
            "paper": str(file),
            "items": len(sheet.items),
            "questions": count,
            "points": points,
        },
        as_json,
        Text(
            f"试卷已冻结：{file}（{count} 题，{points:g} 分）",
            f"Paper frozen: {file} ({count} {many}, {points:g} points)",
        ),
    )
