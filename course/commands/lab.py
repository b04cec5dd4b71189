"""``crmlab lab``: JupyterLab in the course folder; ``lab check`` and ``lab new`` for authors."""

from __future__ import annotations

from typing import cast

import click

from course import bilingual, lab_commands
from crm_models.text import Text
from question_bank import registry


class LabGroup(bilingual.Group):
    """A group whose commands are the modules of ``course.lab_commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands' names: the files' names."""
        return list(registry.module_names(lab_commands))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command, None when there is no such file."""
        try:
            module = registry.module(lab_commands, cmd_name)
        except KeyError:
            return None
        return cast("click.Command", module.command)


@click.group(
    "lab",
    cls=LabGroup,
    invoke_without_command=True,
    text=Text(
        """在课程文件夹里打开 JupyterLab，教师和学生的 nbgrader 面板都可用。

        编写实验：lab new 建一个骨架，lab check 检查一个实验。""",
        """Open JupyterLab in the course folder, with nbgrader's panels for both roles.

        For authors: lab new makes a skeleton, lab check checks a lab.""",
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
@click.pass_context
def command(
    ctx: click.Context, course_dir: str | None, port: int | None, token: str | None, browser: bool
) -> None:
    """Start JupyterLab, unless a command of the group follows."""
    if ctx.invoked_subcommand is not None:
        return
    from course import config, lab
    from course.language import say

    course = config.find(course_dir)
    click.echo(say(lab.GUIDE).format(root=course.root))
    lab.start(course, port=port, token=token, browser=browser)
