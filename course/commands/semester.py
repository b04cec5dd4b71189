"""``crmlab semester``: a class through all assignments, every mark compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from crm_models.text import Text

if TYPE_CHECKING:
    from course.semester.run import Semester


@bilingual.command(
    "semester",
    Text(
        """整个学期：一个班的样例学生做完全部实验、测验和考试，逐题核对分数。

        ASSIGNMENTS 只做这些作业（默认全部）。每位学生在每项作业里扮演一个样例；得分、迟交扣分、
        判定和指出的误解都要与样例所写的一致，否则逐条列出，退出码为 1。
        可以随时中断；再运行一次会接着做。""",
        """A whole semester: a class of scripted students does every lab, quiz and examination.

        ASSIGNMENTS are the only ones to do (default: all). In each a student plays one fixture;
        marks, penalties, verdicts and named misconceptions must be as the fixture states, or
        each difference is listed, with exit code 1. It may be interrupted and run again.""",
    ),
)
@click.argument("assignments", nargs=-1)
@bilingual.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("semester"),
    text=Text("学期的课程文件夹（默认 semester）", "the course folder (default: semester)"),
)
@bilingual.option(
    "--students",
    type=click.IntRange(1, 2000),
    default=64,
    text=Text("班里多少人（默认 64）", "size of the class (default: 64)"),
)
@bilingual.option(
    "--jobs", type=click.IntRange(min=1), text=Text("批改进程数", "grading processes")
)
@bilingual.option("--fresh", is_flag=True, text=Text("从头来过", "start over"))
@bilingual.json_option()
def command(
    assignments: tuple[str, ...],
    out: Path,
    students: int,
    jobs: int | None,
    fresh: bool,
    as_json: bool,
) -> int:
    """Run the semester."""
    from course.errors import FINDINGS
    from course.output import emit
    from course.semester.run import run

    done = run(out, students=students, only=assignments, jobs=jobs, fresh=fresh, quietly=as_json)
    emit(_data(done), as_json, _shown(done))
    return 0 if done.right else FINDINGS


def _data(done: Semester) -> dict[str, object]:
    return {
        "students": done.students,
        "seconds": round(done.total_seconds, 1),
        "assignments": [
            {
                "assignment": outcome.assignment,
                "students": outcome.students,
                "fixtures": outcome.fixtures,
                "marks": outcome.marks,
                "equal": outcome.equal,
                "seconds": round(seconds, 1),
            }
            for outcome, seconds in zip(done.outcomes, done.seconds, strict=True)
        ],
        "differences": [
            {
                "assignment": each.assignment,
                "student": each.student,
                "fixture": each.fixture,
                "cell": each.cell,
                "text": each.text._asdict(),
            }
            for outcome in done.outcomes
            for each in outcome.differences
        ],
    }


def _shown(done: Semester) -> Text:
    from course.output import table

    rows = [
        [each.assignment, each.students, each.fixtures, each.marks, each.equal, round(seconds)]
        for each, seconds in zip(done.outcomes, done.seconds, strict=True)
    ]
    heads = Text("作业 学生 样例 分数 一致 秒", "assignment students fixtures marks equal seconds")
    wrong = [each for outcome in done.outcomes for each in outcome.differences]
    marks, equal = sum(o.marks for o in done.outcomes), sum(o.equal for o in done.outcomes)
    minutes, seconds = divmod(round(done.total_seconds), 60)
    end = Text(
        f"{done.students} 名学生，{equal}/{marks} 个分数与样例一致，{len(wrong)} 处不符；"
        f"用时 {minutes} 分 {seconds} 秒。",
        f"{done.students} students, {equal} of {marks} marks as stated, {len(wrong)} differences; "
        f"took {minutes} min {seconds} s.",
    )
    zh = [table(heads.zh.split(), rows), *[f"{e.where}：{e.text.zh}" for e in wrong], end.zh]
    en = [table(heads.en.split(), rows), *[f"{e.where}: {e.text.en}" for e in wrong], end.en]
    return Text("\n" + "\n".join(zh), "\n" + "\n".join(en))
