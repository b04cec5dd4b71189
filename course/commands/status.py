"""``crmlab status``: where each assignment stands."""

from __future__ import annotations

from dataclasses import asdict

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "status",
    Text(
        "各次作业进行到哪一步：发布、提交、收取、批改、待人工批改、反馈。",
        "Where each assignment stands: released, handed in, collected, graded, open, feedback.",
    ),
)
@bilingual.course_option()
@bilingual.json_option()
def command(course_dir: str | None, as_json: bool) -> None:
    """Show the state of the course."""
    from course import config, status
    from course.language import say
    from course.nbgrader_steps import Nbgrader
    from course.output import emit, table

    every = status.read(Nbgrader(config.find(course_dir)))
    head = [say(Text(*words)) for words in _HEAD]
    rows = [
        [
            each.assignment,
            say(Text("是", "yes") if each.released else Text("否", "no")),
            f"{each.handed_in}/{each.students}",
            each.collected,
            each.graded,
            each.open,
            each.feedback,
            each.due,
        ]
        for each in every
    ]
    shown = table(head, rows)
    emit([asdict(each) for each in every], as_json, Text(shown, shown))


_HEAD = (
    ("作业", "assignment"),
    ("已发布", "released"),
    ("提交", "handed in"),
    ("收取", "collected"),
    ("批改", "graded"),
    ("待批", "open"),
    ("反馈", "feedback"),
    ("截止", "due"),
)
