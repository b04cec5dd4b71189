"""``crmlab demo``: a class from release to report."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "demo",
    Text(
        """演示：让一个班的真实笔记本从发布走到报告，全部在 ./demo 里。

        可以随时中断；再运行一次会接着做，做完的不重做。""",
        """Demonstration: take a class of real notebooks from release to report, in ./demo.

        It may be interrupted at any moment; running it again goes on and repeats nothing.""",
    ),
)
@bilingual.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    text=Text("演示用的课程文件夹（默认 demo）", "the demo's course folder (default: demo)"),
)
@bilingual.option(
    "--jobs", type=click.IntRange(min=1), text=Text("批改进程数", "grading processes")
)
@bilingual.option("--fresh", is_flag=True, text=Text("从头来过", "start over"))
def command(out: Path, jobs: int | None, fresh: bool) -> None:
    """Run the demo."""
    from course.demo.run import run

    run(out, jobs=jobs, fresh=fresh)
