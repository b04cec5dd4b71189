"""``crmlab autograde``: grade what was collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from course import bilingual
from course.errors import FINDINGS
from crm_models.text import Text

if TYPE_CHECKING:
    from autograder.batch import SubmissionResult


@bilingual.command(
    "autograde",
    Text(
        """自动批改：把新收到或有变化的提交批进成绩册。

        人工给的分和评语不受影响。退出码 1 表示有提交没能批改。""",
        """Autograde into the gradebook what is new or changed.

        Marks and comments given by hand are left alone. Exit code 1: some submissions could not
        be graded.""",
    ),
)
@click.argument("assignment")
@bilingual.course_option()
@bilingual.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    text=Text(
        "同时批改几份（默认处理器个数）", "submissions at one time (default: one per processor)"
    ),
)
@bilingual.option("--student", metavar="ID", text=Text("只批这一个学生", "only this student"))
@bilingual.option(
    "--force", is_flag=True, text=Text("没有变化的也重批", "grade unchanged submissions too")
)
@bilingual.no_sandbox_option()
@bilingual.json_option()
def command(
    assignment: str,
    course_dir: str | None,
    jobs: int | None,
    student: str | None,
    force: bool,
    sandbox: bool | None,
    as_json: bool,
) -> int:
    """Autograde one assignment."""
    from course import language, nbgrader_folder
    from course.grading import autograde
    from course.output import emit

    lang = language.current()
    root = nbgrader_folder.find(course_dir)
    done = autograde(root, assignment, jobs=jobs, student=student, force=force, sandbox=sandbox)
    every = sorted([*done.graded, *done.unchanged, *done.failed], key=lambda each: each.student)
    emit(
        {"assignment": assignment, "submissions": [_plain(each) for each in every]},
        as_json,
        Text(
            f"{assignment}：批改 {len(done.graded)} 份，{len(done.unchanged)} 份没有变化"
            + (f"，{len(done.failed)} 份没能批改" if done.failed else ""),
            f"{assignment}: {len(done.graded)} graded, {len(done.unchanged)} unchanged"
            + (f", {len(done.failed)} could not be graded" if done.failed else ""),
        ),
    )
    for each in done.failed:
        if each.error is not None:
            said = Text(each.error.zh, each.error.en).of(lang)
            click.echo(f"crmlab: {each.student}: {' '.join(said.split())}", err=True)
    return FINDINGS if done.failed else 0


def _plain(each: SubmissionResult) -> dict[str, Any]:
    return {
        "student": each.student,
        "status": each.status,
        "points": each.points,
        "max_points": each.max_points,
        "complete": each.complete,
        "error": {"zh": each.error.zh, "en": each.error.en} if each.error else None,
        "seconds": each.seconds,
        "log": each.log,
    }
