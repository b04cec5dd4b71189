"""``crmlab bank difficulty``: observed difficulties back into the bank, as a patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._answers import FILE
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


@bilingual.command(
    "difficulty",
    Text(
        """按实际作答修订题库里的难度，显示为补丁（unified diff）；加 --write 才写入。

        原来的估计当作 --guess 个人的数据一并计入；YAML 里的注释和次序不变。
        有改动可写时退出码为 1。""",
        """Revise the bank's difficulties from answers, shown as a patch (unified diff); written
        with --write only.

        The author's guess counts like --guess people; comments and order of the YAML stay.
        Exits with 1 when there is something to write.""",
    ),
)
@click.argument("files", type=FILE, nargs=-1, required=True)
@bank_option()
@bilingual.option(
    "--guess",
    type=click.FloatRange(0),
    default=20,
    show_default=True,
    text=Text("原估计相当于多少人", "how many people the guess counts for"),
)
@bilingual.option(
    "--least",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    text=Text("至少多少份作答才修订", "fewer answers change nothing"),
)
@bilingual.option("--write", is_flag=True, text=Text("写入题库", "write it to the bank"))
@bilingual.json_option()
def command(
    files: tuple[Path, ...],
    bank_path: Path | None,
    guess: float,
    least: int,
    write: bool,
    as_json: bool,
) -> int:
    """Write difficulties back."""
    from course.bank_commands import _answers
    from course.errors import FINDINGS
    from course.output import emit
    from question_bank.analysis import write_back

    bank = load(bank_path)
    responses = _answers.read(files, None, bank)
    with failures():
        patch = write_back.patch(
            write_back.changes(responses, bank, least=least, guess=guess), bank
        )
        if write:
            patch.write()
    diff, count = patch.diff(), len(patch.changes)
    done = Text(
        f"{count} 道题的难度已写入。" if write else f"{count} 道题的难度可修订；--write 写入。",
        f"{count} difficulties written." if write else f"{count} would change; --write does it.",
    )
    emit(
        {"changes": [each.to_dict() for each in patch.changes], "diff": diff, "written": write},
        as_json,
        Text(f"{diff}{done.zh}", f"{diff}{done.en}"),
    )
    return FINDINGS if patch.changes and not write else 0
