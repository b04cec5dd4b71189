"""``crmlab bank assemble``: a paper, or parallel forms of one, from a blueprint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from question_bank.assembly.forms import Form
    from question_bank.bank import Bank


@bilingual.command(
    "assemble",
    Text(
        """按双向细目表（BLUEPRINT，YAML）组卷，写出冻结的试卷。

        一份试卷写入 FOLDER/paper.yaml；几份平行卷写入 FOLDER-a、FOLDER-b……
        无法满足时说明是哪一行、缺几道题，退出码为 1。""",
        """Assemble a paper from a blueprint (YAML) and write it frozen.

        A single paper goes to FOLDER/paper.yaml, parallel forms to FOLDER-a, FOLDER-b and so
        on. What cannot be met is told row by row, with exit code 1.""",
    ),
)
@click.argument("blueprint", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@bank_option()
@bilingual.option("--dry-run", is_flag=True, text=Text("只显示，不写文件", "show, write nothing"))
@bilingual.json_option()
def command(
    blueprint: Path, folder: Path, bank_path: Path | None, dry_run: bool, as_json: bool
) -> int:
    """Assemble papers."""
    from course.errors import FINDINGS, CrmlabError
    from course.output import emit
    from question_bank import papers
    from question_bank.assembly import blueprint as blueprints
    from question_bank.assembly.forms import assemble
    from question_bank.problems import BankError
    from question_bank.responses.files import replace

    bank = load(bank_path)
    with failures():
        wanted = blueprints.read(blueprint)
    try:
        forms = assemble(wanted, bank, blueprint.parent)
    except BankError as error:
        told = [problem.text for problem in error.problems]
        emit(
            {"forms": [], "findings": [problem.to_dict() for problem in error.problems]},
            as_json,
            Text("\n".join(t.zh for t in told), "\n".join(t.en for t in told)),
        )
        return FINDINGS
    targets = [_target(folder, form.letter) / papers.FILE for form in forms]
    if not dry_run:
        if taken := [file for file in targets if file.exists()]:
            raise CrmlabError(
                Text("这里已有试卷", "there is a paper already"),
                taken[0],
                Text("请换一个文件夹，或先移走它", "choose another folder, or move it away first"),
            )
        for file, form in zip(targets, forms, strict=True):
            replace(file, papers.dump(form.paper))
    data = [_row(file, form, bank) for file, form in zip(targets, forms, strict=True)]
    emit({"forms": data, "findings": []}, as_json, _shown(targets, forms, bank, dry_run))
    return 0


def _target(folder: Path, letter: str) -> Path:
    return folder.with_name(f"{folder.name}-{letter.lower()}") if letter else folder


def _row(file: Path, form: Form, bank: Bank) -> dict[str, object]:
    from question_bank.assembly.two_way import two_way

    return {
        "paper": str(file),
        "form": form.letter,
        "items": [entry.item for entry in form.paper.items],
        "points": sum(entry.points or 0 for entry in form.paper.items),
        "difficulty": round(form.difficulty, 4),
        "two_way": two_way(form.paper, bank),
    }


def _shown(targets: list[Path], forms: list[Form], bank: Bank, dry_run: bool) -> Text:
    from course.output import table
    from question_bank.assembly.two_way import laid_out, two_way

    zh, en = [], []
    for file, form in zip(targets, forms, strict=True):
        counts = two_way(form.paper, bank)
        points = sum(entry.points or 0 for entry in form.paper.items)
        number, mean = len(form.paper.items), f"{form.difficulty:.3f}"
        place = Text("（未写入）", " (not written)") if dry_run else Text(f"：{file}", f": {file}")
        zh.append(f"{form.paper.title.zh}{place.zh}")
        zh.append(f"{number} 题，{points:g} 分，平均难度 {mean}")
        zh.append(table(*laid_out(counts, "zh")))
        en.append(f"{form.paper.title.en}{place.en}")
        en.append(f"{number} questions, {points:g} points, mean difficulty {mean}")
        en.append(table(*laid_out(counts, "en")))
    return Text("\n".join(zh), "\n".join(en))
