"""``crmlab lab check``: tries a lab before a class does."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.errors import FINDINGS
from crm_models.text import Text

if TYPE_CHECKING:
    from course.assignments import Assignment
    from course.labs.trial import Fault


@bilingual.command(
    "check",
    Text(
        """检查实验：生成、发布、批改全部样例学生，试每一个误解，查发布版有没有泄密。

        不写名称就检查全部实验。退出码：0 没有问题，1 有问题，2 实验读不了。""",
        """Check labs: build, release, grade every scripted student, try every misconception, look
        for secrets in the release.

        All labs unless some are named. Exit code: 0 nothing found, 1 faults, 2 unusable lab.""",
    ),
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@bilingual.course_option()
@bilingual.option(
    "--quick",
    is_flag=True,
    text=Text(
        "只批参考答案和空白卷，不试误解",
        "only the reference and the untouched release, no misconceptions",
    ),
)
@bilingual.option(
    "--jobs", type=click.IntRange(min=1), default=2, text=Text("同时批几份", "how many at a time")
)
@bilingual.json_option()
def command(
    names: tuple[str, ...], course_dir: str | None, quick: bool, jobs: int, as_json: bool
) -> int:
    """Check labs."""
    from course import assignments, config
    from course.kinds import lab as kind
    from course.language import say

    course = config.find(course_dir)
    if names:
        found = [assignments.find(course, name) for name in names]
    else:
        every = assignments.available(course).values()
        found = [one for one in every if (one.folder / kind.MARKER).is_file()]
    results = []
    for one in found:
        started = time.monotonic()
        students, wrong, faults = _checked(one, quick, jobs)
        seconds = time.monotonic() - started
        results.append(
            {
                "lab": one.name,
                "students": students,
                "misconceptions": wrong,
                "seconds": round(seconds, 1),
                "faults": [
                    {"where": fault.where, "zh": fault.text.zh, "en": fault.text.en}
                    for fault in faults
                ],
            }
        )
        if as_json:
            continue
        for fault in faults:
            click.echo(f"  {fault.where}: {say(fault.text)}")
        text = Text(
            f"{one.name}：{students} 个样例，{wrong} 个误解，"
            f"{len(faults)} 个问题，{seconds:.0f} 秒",
            f"{one.name}: {students} students, {wrong} misconceptions, {len(faults)} faults, "
            f"{seconds:.0f} s",
        )
        click.echo(say(text))
    if as_json:
        click.echo(json.dumps(results, ensure_ascii=False, indent=2))
    return FINDINGS if any(result["faults"] for result in results) else 0


def _checked(one: Assignment, quick: bool, jobs: int) -> tuple[int, int, list[Fault]]:
    """Check one lab: how many students and misconceptions were tried, and what is wrong."""
    import nbformat

    from course import fixtures, labs, progress
    from course.labs import release as releasing
    from course.labs import trial

    lab, students = labs.load(one.folder), fixtures.load_all(one.folder)
    if quick:
        students = trial.extremes(students)
    with tempfile.TemporaryDirectory(prefix="crmlab-") as scratch:
        root = Path(scratch)
        source = labs.build(one.folder, root / "source" / lab.name)
        released = releasing.release(source, root / "release" / lab.name)
        both = [nbformat.read(path, as_version=4) for path in (source, released)]
        faults = [
            trial.Fault(lab.name, Text(f"发布版泄露了：{line}", f"the release gives away: {line}"))
            for line in releasing.leaks(*both)
        ]
        with progress.bar(len(students), lab.name) as step:
            faults += trial.marks(
                lab, students, source, released, root / "submitted", jobs=jobs, step=step
            )
        wrong = 0
        if not quick:
            wrong, missed = trial.teeth(lab, source)
            faults += missed
    return len(students), wrong, faults
