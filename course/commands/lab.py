"""``crmlab lab``: JupyterLab in the course folder."""

from __future__ import annotations

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "lab",
    Text(
        "在课程文件夹里打开 JupyterLab，教师和学生的 nbgrader 面板都可用。",
        "Open JupyterLab in the course folder, with nbgrader's panels for both roles.",
    ),
)
@bilingual.course_option()
@bilingual.option("--port", type=int, text=Text("端口（默认自动）", "port (default: chosen)"))
@bilingual.option(
    "--token", text=Text("访问令牌（默认随机）", "access token (default: a random one)")
)
@bilingual.option(
    "--browser/--no-browser",
    default=True,
    text=Text("是否打开浏览器（默认打开）", "whether to open a browser (default: yes)"),
)
def command(course_dir: str | None, port: int | None, token: str | None, browser: bool) -> None:
    """Start JupyterLab."""
    from course import config, lab
    from course.language import say

    course = config.find(course_dir)
    click.echo(say(lab.GUIDE).format(root=course.root))
    lab.start(course, port=port, token=token, browser=browser)
