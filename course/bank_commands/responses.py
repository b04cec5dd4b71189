"""``crmlab bank responses``: gather the answers of a class into one file."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@bilingual.command(
    "responses",
    Text(
        """把全班对一张试卷的作答收集成一个文件：答案、题目版本、种子、评分规则和得分。

        以后的分析、复评和主观题评分都以它为准。OUT 以 .csv 结尾写成表格，否则写成 JSONL。

        例：crmlab bank responses assignments/quiz-c3 demo/submitted quiz-c3.jsonl
        --marks demo/marks-tasks.csv""",
        """Gather a class's answers to a paper: answer, item version, seed, rule and points.

        Analysis, regrades and the queue of prose answers start from this file. A table if OUT
        ends in .csv, else JSON lines.

        Example: crmlab bank responses assignments/quiz-c3 demo/submitted quiz-c3.jsonl
        --marks demo/marks-tasks.csv""",
    ),
)
@click.argument("paper", type=_FOLDER)
@click.argument("submitted", type=_FOLDER)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@bank_option()
@bilingual.option(
    "--marks",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    text=Text(
        "crmlab export 写出的 marks-tasks.csv：主观题的得分",
        "marks-tasks.csv of crmlab export: the points of prose answers",
    ),
)
@bilingual.json_option()
def command(
    paper: Path,
    submitted: Path,
    out: Path,
    bank_path: Path | None,
    marks: Path | None,
    as_json: bool,
) -> int:
    """Gather answers."""
    from course.errors import FINDINGS, CrmlabError
    from course.output import emit
    from question_bank import papers
    from question_bank.responses import collect, files

    if out.exists():
        raise CrmlabError(
            Text("文件已存在", "the file exists"),
            out,
            Text(
                "答案账不覆盖；请换一个文件名",
                "answers are never overwritten; choose another name",
            ),
        )
    bank = load(bank_path)
    with failures():
        asked = papers.questions(papers.read(paper), bank)
        by_hand = collect.hand_marks(marks) if marks else None
        found = collect.collect(submitted, paper.resolve().name, asked, by_hand=by_hand)
        files.write(out, found.responses)
    people = len({each.student for each in found.responses})
    waiting = sum(each.points is None for each in found.responses)
    told = [
        Text(
            f"{people} 人 {len(found.responses)} 份作答已写入 {out}，其中 {waiting} 份待教师评分。",
            f"{len(found.responses)} answers of {people} people written to {out};"
            f" {waiting} of them wait for a person.",
        ),
        *(Text(problem.of("zh"), problem.of("en")) for problem in found.problems),
    ]
    emit(
        {
            "file": str(out),
            "people": people,
            "answers": len(found.responses),
            "unmarked": waiting,
            "findings": [problem.to_dict() for problem in found.problems],
        },
        as_json,
        Text("\n".join(text.zh for text in told), "\n".join(text.en for text in told)),
    )
    return FINDINGS if found.problems else 0
