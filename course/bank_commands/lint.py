"""``crmlab bank lint``: everything that is wrong with the bank, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from question_bank.bank import Bank
    from question_bank.problems import Problem


@bilingual.command(
    "lint",
    Text(
        """检查题库：结构、答案、中英文一致、变式、题目自带的测试等。

        有问题时退出码为 1。--paper 检查一张试卷的题目之间有没有互相泄露答案。""",
        """Check the bank: structure, keys, parity of the languages, variants, items' own tests.

        Exits with 1 when something is found. --paper also checks the questions of one paper
        against each other.""",
    ),
)
@bank_option()
@bilingual.option(
    "--paper",
    "paper_path",
    type=click.Path(exists=True),
    text=Text("只查这张试卷的题目", "check the questions of this paper only"),
)
@bilingual.option(
    "--only",
    multiple=True,
    metavar="LINT",
    text=Text("只运行这些检查（可重复）", "run these lints only (may be repeated)"),
)
@bilingual.option(
    "--seeds",
    type=click.IntRange(1, 10_000),
    default=10,
    show_default=True,
    text=Text("每道变式题试多少个种子", "how many variants to try of each item"),
)
@bilingual.json_option()
def command(
    bank_path: Path | None,
    paper_path: str | None,
    only: tuple[str, ...],
    seeds: int,
    as_json: bool,
) -> int:
    """Lint the bank."""
    from course.errors import FINDINGS, CrmlabError
    from course.output import emit
    from course.progress import bar
    from question_bank import linting, loading
    from question_bank.problems import BankError

    if unknown := [name for name in only if name not in linting.names()]:
        known = ", ".join(linting.names())
        raise CrmlabError(
            Text("没有这项检查", "no such lint"),
            unknown[0],
            Text(f"可选：{known}", f"choose from: {known}"),
        )
    count = 0
    problems: list[Problem]
    try:
        bank = loading.load(bank_path) if bank_path else loading.load()
    except BankError as error:
        problems = list(error.problems)
    else:
        if paper_path:
            bank = _of_paper(bank, paper_path)
        count = len(bank)
        with bar(len(only or linting.names()), "lint") as step:
            problems = linting.run(
                bank, only=only or None, paper=bool(paper_path), seeds=seeds, step=step
            )
    lines = Text(*("\n".join(p.of(lang) for p in problems) for lang in ("zh", "en")))
    done = Text(
        f"检查了 {count} 道题，发现 {len(problems)} 个问题。",
        f"{count} items checked, {len(problems)} finding{'s' if len(problems) != 1 else ''}.",
    )
    emit(
        {"items": count, "findings": [problem.to_dict() for problem in problems]},
        as_json,
        Text(f"{lines.zh}\n{done.zh}".strip(), f"{lines.en}\n{done.en}".strip()),
    )
    return FINDINGS if problems else 0


def _of_paper(bank: Bank, paper_path: str) -> Bank:
    from pathlib import Path

    from question_bank import papers

    with failures():
        sheet = papers.read(Path(paper_path))
        papers.questions(sheet, bank)
        return bank.only([entry.item for entry in sheet.items])
