"""``crmlab feedback``: write the feedback pages and release them."""

from __future__ import annotations

from dataclasses import asdict

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "feedback",
    Text(
        """写反馈并发布：学生在 JupyterLab 的作业列表里用 Fetch Feedback 取回。

        只重写成绩或评语有变化的。""",
        """Write and release feedback: students fetch it in JupyterLab's assignment list.

        Only pages whose marks or comments changed are written again.""",
    ),
)
@click.argument("assignment")
@bilingual.course_option()
@bilingual.option(
    "--force", is_flag=True, text=Text("全部重写", "write every page again, changed or not")
)
@bilingual.json_option()
def command(assignment: str, course_dir: str | None, force: bool, as_json: bool) -> None:
    """Write feedback."""
    from course import config
    from course.feedback import feedback
    from course.nbgrader_steps import Nbgrader
    from course.output import emit

    course = config.find(course_dir)
    done = feedback(Nbgrader(course), assignment, force=force)
    folder = course.root / "feedback"
    emit(
        {"assignment": assignment, "folder": str(folder), **asdict(done)},
        as_json,
        Text(
            f"{assignment}：写了 {len(done.written)} 份反馈并已发布，"
            f"{len(done.unchanged)} 份没有变化；文件在 {folder}"
            + (f"。还有 {len(done.open)} 份有题待人工批改" if done.open else ""),
            f"{assignment}: {len(done.written)} feedback pages written and released, "
            f"{len(done.unchanged)} unchanged; they are in {folder}"
            + (f". {len(done.open)} submissions still wait for marks by hand" if done.open else ""),
        ),
    )
