"""``crmlab bank queue``: prose answers for people to mark, twice where it matters."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course import bilingual
from course.bank_commands._answers import FILE
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from question_bank.queue.settling import Settled

_PAPER = click.Path(exists=True, path_type=Path)
_SHEETS = click.Path(exists=True, file_okay=False, path_type=Path)


def _secret() -> Callable[[Any], Any]:
    return bilingual.option(
        "--secret",
        default="",
        envvar="CRMLAB_QUEUE_SECRET",
        text=Text("编号用的口令，各步相同", "key of the tickets, the same in every step"),
    )


@bilingual.group(
    "queue",
    Text(
        "主观题评分：分组、匿名、乱序、双人评分。程序只提示，不给分。",
        "Prose answers: grouped, anonymous, shuffled, marked twice. Hints are never marks.",
    ),
)
def command() -> None:
    """Group the commands about prose answers."""


@command.command(
    "make",
    text=Text(
        """为每位评分人写出评分表（CSV）和评分要点（Markdown）。

        相近的答案排在一起，次序由散列决定，每人不同；point_1、point_2……各填 0 到 1 或 ✓、×。

        例：crmlab bank queue make quiz-c3.jsonl assignments/quiz-c3 marking -m 甲 -m 乙""",
        """Write each marker's sheet (CSV) and the rubrics (Markdown).

        Similar answers stand together, in an order that a hash decides for each marker; fill in
        point_1, point_2, ... with 0 to 1, or ✓ and ×.

        Example: crmlab bank queue make quiz-c3.jsonl assignments/quiz-c3 marking -m a -m b""",
    ),
)
@click.argument("ledger", type=FILE)
@click.argument("paper", type=_PAPER)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@bank_option()
@bilingual.option(
    "-m",
    "--marker",
    "markers",
    multiple=True,
    required=True,
    text=Text("评分人（可重复）", "a marker (may be repeated)"),
)
@bilingual.option(
    "--double",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    text=Text("多大比例的答案由所有人评", "share of answers that everybody marks"),
)
@bilingual.option(
    "--again", is_flag=True, text=Text("已有得分的也再评一次", "queue those with a mark as well")
)
@_secret()
@bilingual.json_option()
def make(
    ledger: Path,
    paper: Path,
    folder: Path,
    bank_path: Path | None,
    markers: tuple[str, ...],
    double: float,
    again: bool,
    secret: str,
    as_json: bool,
) -> None:
    """Write sheets."""
    from course import language
    from course.output import emit
    from question_bank import papers
    from question_bank.queue.folder import make as write
    from question_bank.responses import files

    bank = load(bank_path)
    with failures():
        rows = write(
            folder,
            files.read(ledger),
            papers.read(paper),
            bank,
            markers,
            double=double,
            again=again,
            secret=secret,
            lang=language.current(),
        )
    listed = "\n".join(f"{folder / name}  {count}" for name, count in rows.items())
    emit({"folder": str(folder), "sheets": rows}, as_json, Text(listed, listed))


@command.command(
    "agree",
    text=Text(
        """评分人之间的一致性：加权 κ、组内相关 ICC(2,1)、平均差，逐题和逐要点。""",
        """How far markers agree: weighted kappa, ICC(2,1), mean difference, by question and by
        key point.""",
    ),
)
@click.argument("folder", type=_SHEETS)
@click.argument("paper", type=_PAPER)
@bank_option()
@bilingual.json_option()
def agree(folder: Path, paper: Path, bank_path: Path | None, as_json: bool) -> None:
    """Compare markers."""
    from course import language
    from course.output import emit, table
    from question_bank import papers
    from question_bank.queue import sheet
    from question_bank.queue.agreement import agreement, weighted_kappa
    from question_bank.queue.folder import prose, sheets

    bank = load(bank_path)
    data: list[dict[str, Any]] = []
    with failures():
        for asked, rubric in prose(papers.read(paper), bank):
            for (one, first), (two, second) in combinations(sheets(folder, rubric).items(), 2):
                both = [ticket for ticket in first if ticket in second]
                if not both:
                    continue
                a = [sheet.total(first[ticket], rubric, asked) for ticket in both]
                b = [sheet.total(second[ticket], rubric, asked) for ticket in both]
                points = [
                    weighted_kappa(
                        [first[t].parts[n] for t in both], [second[t].parts[n] for t in both]
                    )
                    for n in range(len(rubric.rubric))
                ]
                found = agreement(a, b, float(asked.points)).to_dict()
                kappas = [None if kappa != kappa else round(kappa, 4) for kappa in points]
                data.append({"item": rubric.id, "markers": [one, two], **found, "points": kappas})
    heads = Text(
        "题目 评分人 份数 相同 相近 平均差 κ(线性) κ(平方) ICC 区间 各要点κ",
        "question markers n exact near difference κ(linear) κ(quadratic) ICC interval κ_by_point",
    ).of(language.current())
    rows = [
        [
            row["item"],
            "/".join(row["markers"]),
            row["count"],
            f"{row['exact']:.0%}",
            f"{row['near']:.0%}",
            f"{row['difference']:+.2f}",
            *(_number(row[name]) for name in ("kappa_linear", "kappa_quadratic", "icc")),
            f"{_number(row['icc_low'])}..{_number(row['icc_high'])}",
            " ".join(map(_number, row["points"])),
        ]
        for row in data
    ]
    shown = table(heads.split(), rows)
    emit(data, as_json, Text(shown, shown))


@command.command(
    "settle",
    text=Text(
        """把评分表变成得分：一致的成为得分，相差太大的列出来由第三人评（再放一张评分表）。

        --commit 才写入答案账；还有没评的或有争议的，退出码为 1。""",
        """Turn sheets into marks: agreement settles, disputes are listed for a third marker
        (add one more sheet).

        Written to the ledger with --commit only; exits with 1 while answers are open or
        disputed.""",
    ),
)
@click.argument("ledger", type=FILE)
@click.argument("paper", type=_PAPER)
@click.argument("folder", type=_SHEETS)
@bank_option()
@bilingual.option(
    "--near",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    text=Text("相差不超过满分的多少取平均", "within this share of the points the mean settles"),
)
@_secret()
@bilingual.option("--commit", is_flag=True, text=Text("写入答案账", "write it to the ledger"))
@bilingual.json_option()
def settle(
    ledger: Path,
    paper: Path,
    folder: Path,
    bank_path: Path | None,
    near: float,
    secret: str,
    commit: bool,
    as_json: bool,
) -> int:
    """Settle marks."""
    from course.errors import FINDINGS
    from course.output import emit
    from question_bank import papers
    from question_bank.queue import settling
    from question_bank.queue.folder import prose, sheets
    from question_bank.queue.waiting import queue
    from question_bank.responses import files
    from question_bank.responses.ledger import append

    bank = load(bank_path)
    done: dict[str, Settled] = {}
    with failures():
        kept = files.read(ledger)
        for asked, rubric in prose(papers.read(paper), bank):
            waiting = queue(kept, asked, rubric, secret=secret)
            given = sheets(folder, rubric)
            if given:
                done[rubric.id] = settling.settle(waiting, given, rubric, asked, near=near)
        now = {each.key: each for each in kept}
        new = [each for settled in done.values() for each in settled.marked]
        new = [each for each in new if now[each.key].points != each.points]
        if commit and new:
            append(ledger, [now[each.key] for each in new], new)
    data = {
        "written": len(new) if commit else 0,
        "questions": {
            item: {
                "settled": len(settled.marked),
                "disputed": settled.disputed,
                "open": list(settled.open),
            }
            for item, settled in done.items()
        },
    }
    emit(data, as_json, _told(done, len(new), commit))
    unfinished = any(settled.disputed or settled.open for settled in done.values())
    return FINDINGS if unfinished or (new and not commit) else 0


def _told(done: dict[str, Settled], count: int, commit: bool) -> Text:
    zh, en = [], []
    for item, settled in done.items():
        far, left = len(settled.disputed), len(settled.open)
        zh.append(f"{item}：{len(settled.marked)} 份已定，{far} 份有争议，{left} 份未评。")
        en.append(f"{item}: {len(settled.marked)} settled, {far} disputed, {left} open.")
        for ticket, given in settled.disputed.items():
            marks = ", ".join(f"{marker} {round(points, 2):g}" for marker, points in given.items())
            zh.append(f"  {ticket}: {marks}")
            en.append(f"  {ticket}: {marks}")
    zh.append(f"{count} 个新得分{'已写入答案账' if commit else '尚未写入；--commit 写入'}。")
    en.append(f"{count} new marks {'written' if commit else 'not written yet; --commit does it'}.")
    return Text("\n".join(zh), "\n".join(en))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
