"""Runs the demo and prints what it does."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import click

from course import marks
from course.config import find
from course.demo import cast as casting
from course.language import current, say
from course.nbgrader_steps import Nbgrader
from course.output import table
from course.scripted import stage
from course.scripted.steps import Steps
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from course.marks import Marks
    from course.scripted.steps import Step

_MARKER = ".crmlab-demo"


def run(folder: Path, *, jobs: int | None = None, fresh: bool = False) -> list[Marks]:
    """Take the demo's class from release to report in `folder`.

    Each step is skipped when it is already done, so that the demo may be interrupted at any
    moment and run again.

    Parameters
    ----------
    folder : Path
        The demo's course folder; made if need be.
    jobs : int, optional
        Processes to grade with.
    fresh : bool
        Remove what an earlier demo left and start over.

    Returns
    -------
    list of Marks
        The marks at the end.

    Raises
    ------
    CrmlabError
        The folder is there and is not a demo's.
    """
    stage.prepare(folder, _MARKER, fresh=fresh)
    started = time.monotonic()
    nbgrader = Nbgrader(find(str(folder)))
    stage.perform(_steps(nbgrader, jobs))
    found = marks.read(nbgrader)
    click.echo()
    click.echo(_summary(found))
    click.echo()
    click.echo(_where(folder, time.monotonic() - started))
    return found


def _steps(nbgrader: Nbgrader, jobs: int | None) -> list[Step]:
    """Return the way of the demo's class from the question bank to the report."""
    cast = casting.read()
    names = cast.assignments
    parts = {name: casting.parts(nbgrader.course, cast, name) for name in names}
    do = Steps(nbgrader, parts, jobs)
    return [
        (Text("检查题库", "Lint the question bank"), do.lint),
        *[(Text(f"发布 {n}", f"Release {n}"), partial(do.release, n)) for n in names],
        *[(Text(f"交作业 {n}", f"Hand in {n}"), partial(do.hand_in, n)) for n in names],
        *[(Text(f"自动批改 {n}", f"Autograde {n}"), partial(do.autograde, n)) for n in names],
        (Text("人工批改文字题", "Mark the prose by hand"), partial(do.mark, *names)),
        (Text("写反馈并发布", "Write and release feedback"), partial(do.feedback, *names)),
        (Text("导出成绩", "Export the marks"), do.export),
        (Text("画报告", "Draw the report"), do.report),
    ]


def _summary(found: list[Marks]) -> str:
    """Return a table of everybody's marks."""
    names = {s.student: s.name for each in found for s in each.submissions}
    scores = {(each.assignment, s.student): s for each in found for s in each.submissions}
    rows = []
    for student in sorted(names):
        row: list[object] = [student, names[student]]
        for each in found:
            got = scores.get((each.assignment, student))
            late = f" (-{got.penalty:g})" if got and got.penalty else ""
            row.append(f"{got.score:g}{late}" if got else "–")
        rows.append(row)
    head = [say(Text("学号", "id")), say(Text("姓名", "name"))]
    head += [f"{each.assignment} /{each.max_points:g}" for each in found]
    return table(head, rows)


def _where(folder: Path, seconds: float) -> str:
    lang = current()
    lines = [
        (Text("报告", "report"), folder / "reports" / f"report.{lang}.html"),
        (Text("成绩", "marks"), folder / "marks.csv"),
        (Text("每题成绩", "marks per task"), folder / "marks-tasks.csv"),
        (Text("学生看到的反馈", "feedback as students see it"), folder / "feedback"),
        (Text("成绩册（nbgrader）", "gradebook (nbgrader)"), folder / "gradebook.db"),
    ]
    shown = table(["", ""], [[say(text), str(path)] for text, path in lines]).lstrip("\n")
    again = say(
        Text(
            f"用时 {seconds:.0f} 秒。在 JupyterLab 里看：crmlab lab --course {folder}",
            f"Took {seconds:.0f} s. To see it in JupyterLab: crmlab lab --course {folder}",
        )
    )
    return f"{shown}\n{again}"
