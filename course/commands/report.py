"""``crmlab report``: how the class did, as a page with figures."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "report",
    Text(
        """生成班级报告（单个 HTML 文件）：成绩分布、题目分析、常见误解、判定、迟交名单。

        不写 ASSIGNMENT 就包括全部作业。""",
        """Write the class report (one HTML file): scores, item analysis, misconceptions,
        verdicts, late submissions.

        Without ASSIGNMENT it covers every assignment.""",
    ),
)
@click.argument("assignment", required=False)
@bilingual.course_option()
@bilingual.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    text=Text("写到哪个文件（默认 reports/…html）", "file to write (default: reports/…html)"),
)
@bilingual.json_option()
def command(
    assignment: str | None, course_dir: str | None, out: Path | None, as_json: bool
) -> None:
    """Write the report."""
    from course import config, language, report
    from course.collect import ensure_released
    from course.nbgrader_steps import Nbgrader
    from course.output import emit

    course = config.find(course_dir)
    nbgrader = Nbgrader(course)
    if assignment is not None:
        ensure_released(nbgrader, assignment)
    lang = language.current()
    path = out or course.root / "reports" / f"{assignment or 'report'}.{lang}.html"
    report.write(nbgrader, path, lang, assignment)
    emit(
        {"report": str(path.resolve())},
        as_json,
        Text(f"报告已写入 {path}", f"Report written to {path}"),
    )
