"""``crmlab lab check``: tries a lab before a class does."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.errors import FINDINGS
from crm_models.text import Text

if TYPE_CHECKING:
    from course.assignments import Assignment
    from course.labs.trial import Fault

SEEDS = 3


@bilingual.command(
    "check",
    Text(
        """检查实验：生成、发布、批改全部样例学生，用几份学生数据试参考答案、空白卷和每一个误解，查发布版有没有泄密。

        不写名称就检查全部实验。退出码：0 没有问题，1 有问题，2 实验读不了。""",
        """Check labs: build, release, grade every scripted student, try the reference, the stub and
        every misconception with several students' data, look for secrets in the release.

        All labs unless some are named. Exit code: 0 nothing found, 1 faults, 2 unusable lab.""",
    ),
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@bilingual.course_option()
@bilingual.option(
    "--quick",
    is_flag=True,
    text=Text(
        "只批参考答案和空白卷，不试误解和别的数据",
        "only the reference and the untouched release, no misconceptions, no other data",
    ),
)
@bilingual.option(
    "--seeds",
    type=click.IntRange(min=1),
    default=SEEDS,
    show_default=True,
    text=Text("试几份学生数据；定稿前用 200", "how many students' data; 200 before a class"),
)
@bilingual.option(
    "--jobs", type=click.IntRange(min=1), default=2, text=Text("同时批几份", "how many at a time")
)
@bilingual.json_option()
def command(
    names: tuple[str, ...],
    course_dir: str | None,
    quick: bool,
    seeds: int,
    jobs: int,
    as_json: bool,
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
        done = _checked(one, 0 if quick else seeds, jobs)
        seconds = time.monotonic() - started
        results.append(
            {
                "lab": one.name,
                "students": done.students,
                "misconceptions": done.misconceptions,
                "seeds": done.seeds,
                "seconds": round(seconds, 1),
                "faults": [
                    {
                        "where": fault.where,
                        "zh": fault.text.zh,
                        "en": fault.text.en,
                        "seeds": fault.seeds,
                    }
                    for fault in done.faults
                ],
            }
        )
        if as_json:
            continue
        for fault in done.faults:
            click.echo(f"  {fault.where}: {say(fault.text)}")
        text = Text(
            f"{one.name}：{done.students} 个样例，{done.misconceptions} 个误解，"
            f"{done.seeds} 份数据，{len(done.faults)} 个问题，{seconds:.0f} 秒",
            f"{one.name}: {done.students} students, {done.misconceptions} misconceptions, "
            f"{done.seeds} sets of data, {len(done.faults)} faults, {seconds:.0f} s",
        )
        click.echo(say(text))
    if as_json:
        click.echo(json.dumps(results, ensure_ascii=False, indent=2))
    return FINDINGS if any(result["faults"] for result in results) else 0


@dataclass(frozen=True)
class _Checked:
    students: int
    misconceptions: int
    seeds: int
    faults: list[Fault]


def _checked(one: Assignment, seeds: int, jobs: int) -> _Checked:
    """Check one lab; with 0 seeds, only the reference and the untouched release."""
    import nbformat

    from course import fixtures, labs, progress
    from course.labs import release as releasing
    from course.labs import trial
    from course.labs.proof import faults as judging
    from course.labs.proof import runner as proving

    lab, students = labs.load(one.folder), fixtures.load_all(one.folder)
    if not seeds:
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
        if not seeds:
            return _Checked(len(students), 0, 0, faults)
        chosen = proving.seeds_of(source, seeds)
        with progress.bar(len(chosen) or 1, lab.name) as step:
            proofs = proving.run(source, chosen, jobs=jobs, step=step)
        faults += judging.found(lab, proofs)
    return _Checked(len(students), len(judging.tried(proofs)), len(proofs), faults)
