# ruff: noqa: N999 - the file is named like the command
"""``crmlab bank import``: questions of other systems as draft items, oddities reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from question_bank.imports.languages import Which


@bilingual.command(
    "import",
    Text(
        """把别的系统的题目读成草稿题（YAML）；看不明白的地方逐条列出，不猜。

        有需要人看的地方时退出码为 1。格式按文件名判断，也可以用 --format 指明。
        例：crmlab bank import old.xml -o draft.yaml --chapter C3""",
        """Read questions of another system as draft items (YAML); what is unclear is listed,
        never guessed.

        Exits with 1 when something needs a look. The ending tells the format, or --format.
        Example: crmlab bank import old.xml -o draft.yaml --chapter C3""",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@bilingual.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    text=Text("草稿写到这个文件（默认只报告）", "write the drafts here (default: report only)"),
)
@bilingual.option(
    "--format",
    "name",
    text=Text("格式：moodle-xml gift csv excel exam-text", "moodle-xml gift csv excel exam-text"),
)
@bilingual.option(
    "--chapter",
    default="C1",
    show_default=True,
    text=Text("文件没有写明时归入哪一章", "chapter of questions that do not say it"),
)
@bilingual.option(
    "--edition",
    type=click.Choice(["auto", "both", "zh", "en"]),
    default="auto",
    show_default=True,
    text=Text("题目的语言", "language of the questions"),
)
@bank_option()
@bilingual.json_option()
def command(
    file: Path,
    output: Path | None,
    name: str | None,
    chapter: str,
    edition: str,
    bank_path: Path | None,
    as_json: bool,
) -> int:
    """Import one file."""
    from typing import cast

    from course.errors import FINDINGS, CrmlabError
    from course.output import emit
    from question_bank.imports import run
    from question_bank.imports.assemble import Settings

    if output is not None and output.exists():
        raise CrmlabError(
            Text("这个文件已经存在", "the file exists already"),
            output,
            Text("请换一个名字，或先移走它", "choose another name, or move it away first"),
        )
    taken = frozenset(item.id for item in load(bank_path))
    settings = Settings(chapter=chapter, lang=cast("Which", edition), taken=taken)
    with failures():
        made = run.read(file, settings, name=name)
    if output is not None and made.items:
        output.write_text(made.to_yaml(), encoding="utf-8")
    lines = Text(*("\n".join(p.of(lang) for p in made.problems) for lang in ("zh", "en")))
    where = f" → {output}" if output is not None and made.items else ""
    done = Text(
        f"读到 {len(made.items)} 道草稿题{where}，{len(made.problems)} 处需要看。",
        f"{len(made.items)} draft items{where}, {len(made.problems)} places to look at.",
    )
    emit(
        {
            "items": made.items,
            "findings": [problem.to_dict() for problem in made.problems],
            "output": str(output) if where else None,
        },
        as_json,
        Text(f"{lines.zh}\n{done.zh}".strip(), f"{lines.en}\n{done.en}".strip()),
    )
    return FINDINGS if made.problems else 0
