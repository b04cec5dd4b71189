"""``crmlab export``: marks as CSV."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "export",
    Text(
        """导出成绩 CSV：marks.csv 每人每次作业一行，marks-tasks.csv 每题一行。

        不写 ASSIGNMENT 就导出全部作业。Excel 可直接打开。""",
        """Export marks as CSV: marks.csv has a row per student and assignment,
        marks-tasks.csv one per task.

        Without ASSIGNMENT every assignment is exported. Excel opens the files as they are.""",
    ),
)
@click.argument("assignment", required=False)
@bilingual.course_option()
@bilingual.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    text=Text(
        "写到哪个文件夹（默认课程文件夹）", "folder to write to (default: the course folder)"
    ),
)
@bilingual.json_option()
def command(
    assignment: str | None, course_dir: str | None, out: Path | None, as_json: bool
) -> None:
    """Export the marks."""
    from course import config, export
    from course.collect import ensure_released
    from course.nbgrader_steps import Nbgrader
    from course.output import emit

    course = config.find(course_dir)
    nbgrader = Nbgrader(course)
    if assignment is not None:
        ensure_released(nbgrader, assignment)
    done = export.write_all(nbgrader, out or course.root, assignment)
    emit(
        {
            "marks": str(done.marks),
            "rows": done.rows,
            "tasks": str(done.tasks),
            "task_rows": done.task_rows,
        },
        as_json,
        Text(
            f"成绩已写入 {done.marks}（{done.rows} 行）和 {done.tasks}（{done.task_rows} 行）",
            f"Marks written to {done.marks} ({done.rows} rows) "
            f"and {done.tasks} ({done.task_rows} rows)",
        ),
    )
