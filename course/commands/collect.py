"""``crmlab collect``: fetch what students handed in."""

from __future__ import annotations

from dataclasses import asdict

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "collect",
    Text(
        """收作业：从交换目录取回每个学生最新的一次提交。

        不会动已经批改的内容。""",
        """Collect the newest submission of each student from the exchange.

        What is graded already is left alone.""",
    ),
)
@click.argument("assignment")
@bilingual.course_option()
@bilingual.json_option()
def command(assignment: str, course_dir: str | None, as_json: bool) -> None:
    """Collect one assignment."""
    from course import config
    from course.collect import collect
    from course.nbgrader_steps import Nbgrader
    from course.output import emit

    done = collect(Nbgrader(config.find(course_dir)), assignment)
    emit(
        {"assignment": assignment, "total": done.total, **asdict(done)},
        as_json,
        Text(
            f"{assignment}：共 {done.total} 份提交，新收 {len(done.new)}，"
            f"更新 {len(done.updated)}"
            + (f"；未交 {'、'.join(done.missing)}" if done.missing else ""),
            f"{assignment}: {done.total} submissions, {len(done.new)} new, "
            f"{len(done.updated)} updated"
            + (f"; not handed in: {', '.join(done.missing)}" if done.missing else ""),
        ),
    )
