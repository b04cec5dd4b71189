"""``crmlab lab new``: the skeleton of a lab."""

from __future__ import annotations

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "new",
    Text(
        "新建一个实验：assignments/NAME，一道函数题、一道用自己数据的题、一道论述题和四个样例学生，"
        "能通过自己的检查。",
        "Make a lab: assignments/NAME with a function, a question to each student's own data, one "
        "in prose and four scripted students; it passes its own check.",
    ),
)
@click.argument("name", metavar="NAME")
@bilingual.course_option()
@bilingual.json_option()
def command(name: str, course_dir: str | None, as_json: bool) -> None:
    """Make a lab."""
    from course import config
    from course.labs import skeleton
    from course.output import emit

    course = config.find(course_dir)
    folder = skeleton.write(course, name)
    following = f"crmlab lab check {name} --course {course.root}"
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    listed = "\n".join(f"  {file}" for file in files)
    emit(
        {"folder": str(folder), "files": files},
        as_json,
        Text(
            f"写好了 {folder}：\n{listed}\n下一步：{following}",
            f"Written, {folder}:\n{listed}\nNext: {following}",
        ),
    )
