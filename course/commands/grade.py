"""``crmlab grade``: one submission against its source, nothing written."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from course.errors import FINDINGS, USAGE, CrmlabError
from crm_models.text import Text


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
@bilingual.json_option()
def command(source: Path, submission: Path, as_json: bool) -> int:
    """Grade one notebook."""
    import autograder
    from autograder.reading import UnreadableNotebookError
    from course import language
    from course.output import table

    lang = language.current()
    try:
        report = autograder.grade(source, submission, lang=lang)
    except UnreadableNotebookError as error:
        raise CrmlabError(Text(*error.text), "", Text("", ""), exit_code=USAGE) from error
    if as_json:
        click.echo(report.to_json())
    else:
        head = [Text(*pair).of(lang) for pair in _HEAD]
        rows = []
        for cell in report.cells:
            points = "" if cell.points is None else f"{cell.points:g}"
            said = " ".join(finding.text(lang) for finding in cell.findings if not finding.passed)
            verdict = cell.verdict.value
            rows.append([cell.grade_id, verdict, points, f"{cell.max_points:g}", said])
        click.echo(table(head, rows))
        for line in (*report.repairs, *report.notes):
            click.echo(line.text(lang))
        total = f"{report.points:g} / {report.max_points:g}"
        click.echo(Text(f"合计 {total}", f"Total {total}").of(lang))
    lost = any(cell.points is not None and cell.points < cell.max_points for cell in report.cells)
    return FINDINGS if lost else 0


_HEAD = (
    ("题目", "task"),
    ("判定", "verdict"),
    ("得分", "points"),
    ("满分", "of"),
    ("说明", "findings"),
)
