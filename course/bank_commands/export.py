"""``crmlab bank export``: items or a paper in the format of another system, with a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course import bilingual
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from question_bank.bank import Bank
    from question_bank.exports.neutral import Question
    from question_bank.exports.run import Export
    from question_bank.exports.words import Language
    from question_bank.item import Item
    from question_bank.papers import Paper

_HEADS = Text("题目 去向 说明", "item fidelity remarks")
_KINDS = {
    "exact": Text("完整", "exact"),
    "approximate": Text("近似", "approximate"),
    "dropped": Text("未导出", "dropped"),
}


@bilingual.command(
    "export",
    Text(
        """把题目导出为别的系统的格式，并逐题说明哪些保留、哪些丢失、各种答案在那边得多少分。

        不带 FORMAT 时列出全部格式。例：
        crmlab bank export moodle-xml -o c3.xml --chapter C3 --seeds 1,2,3""",
        """Write items in another system's format, and say item by item what was kept, what was
        lost, and what answers will earn there.

        Without FORMAT, the formats are listed. Example:
        crmlab bank export moodle-xml -o c3.xml --chapter C3 --seeds 1,2,3""",
    ),
)
@click.argument("name", metavar="FORMAT", required=False)
@bilingual.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    text=Text("写到这个文件（或文件夹）", "write to this file (or folder)"),
)
@bank_option()
@bilingual.option("--chapter", text=Text("只要这一章或节", "this chapter or section only"))
@bilingual.option("--items", text=Text("只要这些题，逗号分隔", "these items only, with commas"))
@bilingual.option(
    "--paper",
    "paper_path",
    type=click.Path(exists=True, path_type=Path),
    text=Text("导出一张试卷（含其种子、分值、规则）", "a paper, with its seeds, points, rules"),
)
@bilingual.option(
    "--edition",
    type=click.Choice(["both", "zh", "en"]),
    text=Text(
        "题目的语言（默认：当前语言）", "language of the questions (default: the one in use)"
    ),
)
@bilingual.option(
    "--seeds",
    default="1",
    show_default=True,
    text=Text("变式题的种子，如 1,2,3 或 1-20", "variants, such as 1,2,3 or 1-20"),
)
@bilingual.option(
    "--rule",
    text=Text("多选评分规则（试卷以自己的为准）", "marking rule (a paper's own wins)"),
)
@bilingual.option(
    "--all-status",
    is_flag=True,
    text=Text("草稿和停用的题也导出", "export drafts and retired items too"),
)
@bilingual.json_option()
def command(
    name: str | None,
    output: Path | None,
    bank_path: Path | None,
    chapter: str | None,
    items: str | None,
    paper_path: Path | None,
    edition: Language | None,
    seeds: str,
    rule: str | None,
    all_status: bool,
    as_json: bool,
) -> None:
    """Export items or a paper."""
    from course import language
    from course.progress import bar
    from question_bank.exports import neutral, run
    from question_bank.marking.rules import DEFAULT

    if name is None:
        _list(as_json)
        return
    target = _target(output)
    bank = load(bank_path)
    lang = edition or language.current()
    with failures():
        questions: Iterable[Question]
        says: dict[str, Any] = {}
        if paper_path:
            questions, sheet = _paper(paper_path, bank, lang)
            total = len(questions)
            instructions = sheet.printed or sheet.instructions
            says = {"title": sheet.title, "instructions": instructions, "minutes": sheet.minutes}
        else:
            chosen = _chosen(bank, chapter, items, all_status)
            options = neutral.Options(lang, _seeds(seeds), rule or DEFAULT)
            questions = neutral.questions(chosen, options)
            total = sum(len(options.seeds) if item.generator else 1 for item in chosen)
        with bar(total, name) as step:
            made = run.export(name, _counted(questions, step), lang=lang, **says)
    written = _write(made, target)
    _report(made, written, as_json)


def _counted(questions: Iterable[Question], step: Callable[[], None]) -> Iterator[Question]:
    for question in questions:
        yield question
        step()


def _list(as_json: bool) -> None:
    from course import language
    from course.output import emit, table
    from question_bank import exports

    lang = language.current()
    known = [(name.replace("_", "-"), exports.format_named(name)) for name in exports.names()]
    rows = [[n, f.title.of(lang), f.note.of(lang) if f.note else ""] for n, f in known]
    shown = table(Text("格式 名称 说明", "format name remarks").of(lang).split(), rows)
    data = [
        {"name": n, "title": f.title._asdict(), "note": f.note._asdict() if f.note else None}
        for n, f in known
    ]
    emit(data, as_json, Text(shown, shown))


def _target(output: Path | None) -> Path:
    from course.errors import CrmlabError

    if output is None:
        raise CrmlabError(
            Text("没有说写到哪里", "there is nowhere to write to"),
            "",
            Text("请加 -o 文件名", "add -o FILE"),
        )
    if not output.parent.is_dir():
        raise CrmlabError(
            Text("没有这个文件夹", "there is no such folder"),
            output.parent,
            Text("请先建立它", "make it first"),
        )
    return output


def _paper(path: Path, bank: Bank, lang: Language) -> tuple[list[Question], Paper]:
    from question_bank import papers
    from question_bank.exports import neutral

    sheet = papers.read(path)
    return list(neutral.of_paper(papers.questions(sheet, bank), bank, lang)), sheet


def _chosen(bank: Bank, chapter: str | None, items: str | None, every: bool) -> list[Item]:
    from course.errors import CrmlabError

    if items:
        return [bank[name.strip()] for name in items.split(",") if name.strip()]
    chosen = [
        item
        for item in bank
        if (chapter is None or chapter in (item.chapter, item.section))
        and (every or item.status == "ready")
    ]
    if not chosen:
        raise CrmlabError(
            Text("没有符合条件的题目", "no item fits"),
            chapter or "",
            Text("见 crmlab bank list", "see crmlab bank list"),
        )
    return chosen


def _seeds(text: str) -> tuple[int, ...]:
    from course.errors import CrmlabError

    found: list[int] = []
    try:
        for part in text.split(","):
            first, _, last = part.partition("-")
            found += range(int(first), int(last or first) + 1)
        if not found or len(found) > 1000:
            raise ValueError
    except ValueError:
        raise CrmlabError(
            Text("看不懂种子", "the seeds cannot be read"),
            text,
            Text("写成 1,2,3 或 1-20（至多 1000 个）", "write 1,2,3 or 1-20 (at most 1000)"),
        ) from None
    return tuple(dict.fromkeys(found))


def _write(made: Export, target: Path) -> list[Path]:
    """Write one file under the name given, several into a folder of that name."""
    if len(made.files) == 1 and not target.is_dir():
        target.write_bytes(next(iter(made.files.values())))
        return [target]
    written = []
    for name, content in made.files.items():
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        written.append(file)
    return written


def _report(made: Export, written: list[Path], as_json: bool) -> None:
    from course import language
    from course.output import emit, table

    lang = language.current()
    counts = made.ledger.counts()
    rows = [
        [r.id, _KINDS[r.fidelity.value].of(lang), " / ".join(t.of(lang) for t in r.reasons)]
        for r in made.ledger.records
        if r.reasons
    ]
    lines = [table(_HEADS.of(lang).split(), rows)] if rows else []
    between = Text("，", ", ").of(lang)
    total = between.join(f"{_KINDS[kind].of(lang)} {number}" for kind, number in counts.items())
    lines += [total, *(str(file) for file in written)]
    shown = "\n".join(lines)
    data = {"files": [str(file) for file in written], **made.ledger.to_dict()}
    emit(data, as_json, Text(shown, shown))
