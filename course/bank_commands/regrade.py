"""``crmlab bank regrade``: what a changed key or rule does to marks, before it does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import bilingual
from course.bank_commands._answers import FILE
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.text import Lang
    from question_bank.regrade.comparing import Regrade


@bilingual.command(
    "regrade",
    Text(
        """改了答案、规则或分值之后，看谁加分、谁减分、为什么；加 --commit 才写入答案账。

        步骤：改题目并提高版本号，crmlab bank paper freeze PAPER --again，再运行本命令。
        有改动待写入时退出码为 1。答案账只追加，旧的得分永远留着。

        例：crmlab bank regrade quiz-c3.jsonl assignments/quiz-c3 --policy never_lower""",
        """After a key, a rule or points changed: who gains, who loses and why; written to the
        ledger with --commit only.

        First change the item and raise its version, then crmlab bank paper freeze PAPER --again.
        Exits with 1 while there are changes to commit. The ledger only grows: old marks stay.

        Example: crmlab bank regrade quiz-c3.jsonl assignments/quiz-c3 --policy never_lower""",
    ),
)
@click.argument("ledger", type=FILE)
@click.argument("paper", type=click.Path(exists=True, path_type=Path))
@bank_option()
@bilingual.option(
    "--policy",
    default="as_marked",
    show_default=True,
    text=Text("as_marked 以新分为准；never_lower 只加不减", "as_marked or never_lower"),
)
@bilingual.option(
    "--full",
    multiple=True,
    metavar="ITEM",
    text=Text("题目有误，全体给满分（可重复）", "the item is void: full points for everybody"),
)
@bilingual.option(
    "--accept",
    multiple=True,
    metavar="ITEM",
    text=Text("措辞改了，但旧答案含义不变", "reworded, but old answers mean the same"),
)
@bilingual.option("--who", default="", text=Text("谁决定的", "who decided"))
@bilingual.option("--commit", is_flag=True, text=Text("写入答案账", "write it to the ledger"))
@bilingual.json_option()
def command(
    ledger: Path,
    paper: Path,
    bank_path: Path | None,
    policy: str,
    full: tuple[str, ...],
    accept: tuple[str, ...],
    who: str,
    commit: bool,
    as_json: bool,
) -> int:
    """Compare, and commit if asked."""
    from course.errors import FINDINGS
    from course.output import emit
    from question_bank import papers
    from question_bank.regrade.committing import commit as write
    from question_bank.regrade.comparing import compare
    from question_bank.responses import files

    bank = load(bank_path)
    with failures():
        found = compare(
            files.read(ledger),
            papers.read(paper),
            bank,
            policy_name=policy,
            full=full,
            accept=accept,
        )
        written = write(ledger, found, who) if commit else 0
    data = {**found.to_dict(), "pending": 0 if commit else len(found.changes), "written": written}
    emit(data, as_json, Text(_shown(found, commit, "zh"), _shown(found, commit, "en")))
    return FINDINGS if found.problems or (found.changes and not commit) else 0


def _shown(found: Regrade, commit: bool, lang: Lang) -> str:
    from course.output import table

    parts: list[str] = []
    if found.moved:
        heads = Text("学生 题目 作答 原分 新分 变化 原因", "student item answer old new change why")
        rows = [
            [
                change.old.student,
                change.old.item,
                _short(change.old.response),
                f"{_points(change.old.points)}/{change.old.out_of:g}",
                f"{_points(change.new.points)}/{change.new.out_of:g}",
                f"{round(change.gain, 2):+g}",
                change.why.of(lang),
            ]
            for change in found.moved
        ]
        parts.append(table(heads.of(lang).split(), rows))
    gains = [new - old for old, new in found.totals.values()]
    up, down = sum(gain > 1e-9 for gain in gains), sum(gain < -1e-9 for gain in gains)
    same = len(gains) - up - down
    parts += [problem.of(lang) for problem in found.problems]
    done = Text("已写入答案账。", "Written to the ledger.")
    if not commit:
        done = Text("尚未写入；--commit 写入。", "Nothing is written yet; --commit does it.")
    if not found.changes:
        done = Text("没有要写的。", "There is nothing to write.")
    total = Text(
        f"{up} 人加分，{down} 人减分，{same} 人不变。{done.zh}",
        f"{up} gain, {down} lose, {same} stay the same. {done.en}",
    )
    return "\n".join([*parts, total.of(lang)])


def _points(points: float | None) -> str:
    return "-" if points is None else f"{round(points, 2):g}"


def _short(response: object) -> str:
    text = "".join(map(str, response)) if isinstance(response, list) else str(response or "")
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return line if len(line) <= 16 else f"{line[:15]}…"
