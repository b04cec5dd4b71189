"""Runs the demo and prints what it does."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import marks, setup
from course.config import find
from course.demo import cast as casting
from course.demo.steps import Steps
from course.errors import CrmlabError
from course.language import current, say
from course.nbgrader_steps import Nbgrader
from course.output import table
from crm_models.text import Text

if TYPE_CHECKING:
    from course.marks import Marks

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
    _prepare(folder, fresh=fresh)
    started = time.monotonic()
    nbgrader = Nbgrader(find(str(folder)))
    steps = Steps(nbgrader, casting.read(), jobs)
    every = list(steps)
    for number, (title, do) in enumerate(every, start=1):
        _announce(f"[{number:>2}/{len(every)}] {say(title)}")
        begun = time.monotonic()
        said = do()
        seconds = time.monotonic() - begun
        click.echo(f"{say(said)}  {seconds:.1f} s")
    found = marks.read(nbgrader)
    click.echo()
    click.echo(_summary(found))
    click.echo()
    click.echo(_where(folder, time.monotonic() - started))
    return found


def _announce(line: str) -> None:
    click.echo(f"{line} … ", nl=False)
    sys.stdout.flush()


def _prepare(folder: Path, *, fresh: bool) -> None:
    ours = (folder / _MARKER).is_file()
    if folder.exists() and any(folder.iterdir()) and not ours:
        raise CrmlabError(
            Text("这个文件夹里有别的东西", "there is something else in this folder"),
            folder.resolve(),
            Text("用 --out 换一个文件夹", "choose another one with --out"),
        )
    if ours and fresh:
        shutil.rmtree(folder)
    setup.make(folder)
    (folder / _MARKER).touch()


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
