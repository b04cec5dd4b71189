"""``crmlab init``: a new course folder."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "init",
    Text(
        """新建课程文件夹：日历、名册和 nbgrader 配置。

        已有的文件一概保留。""",
        """Make a new course folder: calendar, roster and nbgrader's configuration.

        Files that are there already are kept.""",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@bilingual.json_option()
def command(folder: Path, as_json: bool) -> None:
    """Make a course folder."""
    from course.output import emit
    from course.setup import make

    written = make(folder)
    files = [str(path.relative_to(folder)) for path in written]
    names, english = "、".join(files), ", ".join(files)
    emit(
        {"folder": str(folder.resolve()), "written": [str(path) for path in written]},
        as_json,
        Text(
            f"课程文件夹在 {folder}，新写了 {names or '零个文件'}。"
            f"接下来：改日历与名册，再运行 crmlab release rfm --course {folder}",
            f"The course folder is {folder}; written: {english or 'nothing'}. "
            f"Next: edit calendar and roster, then crmlab release rfm --course {folder}",
        ),
    )
