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
    from course import config, export, marks
    from course.collect import ensure_released
    from course.nbgrader_steps import Nbgrader
    from course.output import emit

    course = config.find(course_dir)
    nbgrader = Nbgrader(course)
    if assignment is not None:
        ensure_released(nbgrader, assignment)
    every = marks.read(nbgrader, assignment)
    folder = out or course.root
    by_student, by_task = folder / "marks.csv", folder / "marks-tasks.csv"
    rows = export.write(by_student, export.TOTALS, export.totals(every, course.calendar))
    task_rows = export.write(by_task, export.CELLS, export.cells(every))
    emit(
        {"marks": str(by_student), "rows": rows, "tasks": str(by_task), "task_rows": task_rows},
        as_json,
        Text(
            f"成绩已写入 {by_student}（{rows} 行）和 {by_task}（{task_rows} 行）",
            f"Marks written to {by_student} ({rows} rows) and {by_task} ({task_rows} rows)",
        ),
    )
