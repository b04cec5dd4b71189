"""``crmlab bank calibrate``: item response theory on pooled answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from course import bilingual
from course.bank_commands._answers import FILE
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


@bilingual.command(
    "calibrate",
    Text(
        """用项目反应理论估计各题的难度和斜率；几个班、几张试卷的答案可以放在一起。

        需要 pip install 'crm-course[irt]'。人数不足 200 时请以 crmlab bank analyse 为准。""",
        """Estimate difficulty and slope by item response theory; answers of several classes and
        papers may be pooled.

        Needs pip install 'crm-course[irt]'. With fewer than 200 people rely on crmlab bank
        analyse.""",
    ),
)
@click.argument("files", type=FILE, nargs=-1, required=True)
@bank_option()
@bilingual.option(
    "--model",
    type=click.Choice(["1pl", "2pl"]),
    default="1pl",
    show_default=True,
    text=Text("1pl：共同斜率（Rasch）；2pl：各题斜率", "1pl: one slope (Rasch); 2pl: one each"),
)
@bilingual.json_option()
def command(
    files: tuple[Path, ...], bank_path: Path | None, model: Literal["1pl", "2pl"], as_json: bool
) -> None:
    """Calibrate questions."""
    from dataclasses import replace

    from course import language
    from course.bank_commands import _answers
    from course.output import emit, table
    from question_bank.analysis import irt
    from question_bank.analysis.scores import table as scores_of

    responses = _answers.read(files, None, load(bank_path))
    with failures():
        # Papers may give the same question different points.
        shares = [replace(each, points=each.share, out_of=1.0) for each in responses]
        scores = scores_of([each for each in shares if each.points is not None])
        found = irt.calibrate(scores, model)
    heads = Text("题目 难度b 斜率a", "question difficulty_b slope_a").of(language.current()).split()
    numbers = zip(found.questions, found.difficulty, found.slope, strict=True)
    shown = table(heads, [[name, f"{b:.3f}", f"{a:.3f}"] for name, b, a in numbers])
    people = len(scores.students)
    few = Text("", "")
    if people < irt.LEAST:
        few = Text(
            f"\n只有 {people} 人，估计很不稳定。", f"\n{people} people only: unstable estimates."
        )
    emit(
        {**found.to_dict(), "people": people},
        as_json,
        Text(shown + few.zh, shown + few.en),
    )
