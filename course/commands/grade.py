"""``crmlab grade``: one submission against its source, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.errors import FINDINGS, USAGE, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from autograder.report import CellReport


@bilingual.command(
    "grade",
    Text(
        """批改一个笔记本：SOURCE 是教师版，SUBMISSION 是学生提交；不写任何文件。

        退出码：0 全部得分或待人工批改，1 有题没得满分。""",
        """Grade one notebook: SOURCE is the instructor's, SUBMISSION the student's; nothing is
        written.

        Exit code: 0 when every task has full marks or waits for a person, 1 otherwise.""",
    ),
)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("submission", type=click.Path(path_type=Path))
@bilingual.option(
    "--student",
    metavar="ID",
    default="",
    text=Text("交作业的人：每人数据不同时按其本人的数据批", "whose own data to grade on"),
)
@bilingual.no_sandbox_option()
@bilingual.json_option()
def command(
    source: Path, submission: Path, student: str, sandbox: bool | None, as_json: bool
) -> int:
    """Grade one notebook."""
    import autograder
    from autograder.grading import default_runner
    from autograder.reading import UnreadableNotebookError
    from autograder.released import SourceNotebookError
    from autograder.sandbox.requirements import IsolationError
    from course import language
    from course.output import table

    lang = language.current()
    try:
        runner = default_runner(source.parent, sandbox=False) if sandbox is False else None
        report = autograder.grade(source, submission, runner=runner, lang=lang, student=student)
    except IsolationError as error:
        todo = Text("装好再批，或加 --no-sandbox", "install it, or give --no-sandbox")
        raise CrmlabError(Text(error.zh, error.en), "", todo, exit_code=USAGE) from error
    except (UnreadableNotebookError, SourceNotebookError) as error:
        raise _unusable(Text(error.text.zh, error.text.en)) from error
    for note in report.notes:
        if note.name == "unreadable":
            raise _unusable(Text(note.zh, note.en))
    if as_json:
        click.echo(report.to_json())
    else:
        click.echo(table([Text(*pair).of(lang) for pair in _HEAD], [_row(c) for c in report.cells]))
        for cell in report.cells:
            for finding in cell.findings:
                if not finding.passed:
                    click.echo(f"  {cell.grade_id}: {finding.text(lang)}")
        for text in [r.text(lang) for r in report.repairs] + [n.text(lang) for n in report.notes]:
            click.echo(f"  {text}")
        total = f"{report.points:g} / {report.max_points:g}"
        click.echo(Text(f"合计 {total}", f"Total {total}").of(lang))
    lost = any(cell.points is not None and cell.points < cell.max_points for cell in report.cells)
    return FINDINGS if lost else 0


def _row(cell: CellReport) -> list[str]:
    points = "" if cell.points is None else f"{cell.points:g}"
    return [cell.grade_id, cell.verdict.value, points, f"{cell.max_points:g}"]


def _unusable(text: Text) -> CrmlabError:
    return CrmlabError(text, "", Text("", ""), exit_code=USAGE)


_HEAD = (
    ("题目", "task"),
    ("判定", "verdict"),
    ("得分", "points"),
    ("满分", "of"),
)
