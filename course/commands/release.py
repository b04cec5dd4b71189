"""``crmlab release``: hand an assignment out to the class."""

from __future__ import annotations

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "release",
    Text(
        """发布作业：生成学生版并放进交换目录。

        ASSIGNMENT 是作业名，例如 rfm 或 quiz-c3。重复运行不会改变什么；
        已有学生提交而题目变了，会拒绝并说明怎么办。""",
        """Release an assignment: make the students' version and put it into the exchange.

        ASSIGNMENT is its name, such as rfm or quiz-c3. Running it again changes nothing; when
        work is handed in and the tasks changed, it refuses and says what to do.""",
    ),
)
@click.argument("assignment")
@bilingual.course_option()
@bilingual.option(
    "--edition",
    type=click.Choice(["both", "zh", "en"]),
    text=Text(
        "作业文本的语言（默认与上次相同，第一次为双语）",
        "language of the text (default: as last time, at first both)",
    ),
)
@bilingual.json_option()
def command(assignment: str, course_dir: str | None, edition: str | None, as_json: bool) -> None:
    """Release one assignment."""
    from course import config
    from course.nbgrader_steps import Nbgrader
    from course.output import emit
    from course.release import release

    course = config.find(course_dir)
    done = release(Nbgrader(course), assignment, lang=edition)  # type: ignore[arg-type]
    due = done.due.isoformat(sep=" ", timespec="minutes") if done.due else None
    emit(
        {
            "assignment": done.name,
            "tasks": done.tasks,
            "points": done.points,
            "due": due,
            "edition": done.edition,
            "changed": done.changed,
            "folder": str(course.root / "release" / done.name),
        },
        as_json,
        Text(
            f"{'已发布' if done.changed else '早已发布，没有变化'}：{done.name}，"
            f"{done.tasks} 题共 {done.points:g} 分，截止 {due or '未定'}",
            f"{'Released' if done.changed else 'Already released, nothing changed'}: {done.name}, "
            f"{done.tasks} tasks worth {done.points:g} points, due {due or 'not set'}",
        ),
    )
