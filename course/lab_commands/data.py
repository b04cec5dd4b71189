"""``crmlab lab data``: writes one student's data, to look at."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "data",
    Text(
        """写出一位学生在实验里的数据文件：答疑时看看他看到的是什么。

        写 --student 或 --seed；都不写，就是教师预览的那一份。""",
        """Write the data files that one student has in a lab, to see what they see.

        Name a --student or a --seed; without either, the instructor's preview.""",
    ),
)
@click.argument("name", metavar="NAME")
@bilingual.option("--student", text=Text("学生的登录名", "the student's login"))
@bilingual.option(
    "--seed", type=click.IntRange(min=0), text=Text("种子", "the seed that a check told")
)
@bilingual.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    text=Text("写到哪个文件夹", "the folder to write in"),
)
@bilingual.course_option()
@bilingual.json_option()
def command(
    name: str,
    student: str | None,
    seed: int | None,
    out: Path,
    course_dir: str | None,
    as_json: bool,
) -> None:
    """Write one student's data."""
    from course import assignments, config, labs
    from course.errors import CrmlabError
    from course.labs import data
    from course.output import emit

    lab = labs.load(assignments.find(config.find(course_dir), name).folder)
    if lab.data is None:
        raise CrmlabError(
            Text("这个实验没有数据", "this lab has no data"),
            str(lab.folder / "lab.yaml"),
            Text("换一个实验", "choose another lab"),
        )
    if student is not None and seed is not None:
        raise CrmlabError(
            Text("--student 和 --seed 只能写一个", "--student and --seed exclude each other"),
            name,
            Text("删去一个", "drop one of them"),
        )
    recipe = data.recipe(lab, lab.data)
    if seed is None:
        seed = recipe.seed_of(student or "") if lab.data.per_student else recipe.seed
    out.mkdir(parents=True, exist_ok=True)
    paths = recipe.write_files(out, seed)
    listed = ", ".join(str(path) for path in paths)
    emit(
        {"seed": seed, "files": [str(path) for path in paths]},
        as_json,
        Text(f"种子 {seed}：{listed}", f"Seed {seed}: {listed}"),
    )
