"""``crmlab bank list``: which items there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from course import bilingual
from course.bank_commands._bank import bank_option, load
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from question_bank.item import Item

_WIDTH = 60


@bilingual.command(
    "list",
    Text(
        "列出题目，可按章、题型、层次、状态、出处筛选，或在题干里查找。",
        """List items, filtered by chapter, type, level, status or source, or by words of the
        stem.""",
    ),
)
@bank_option()
@bilingual.option("--chapter", text=Text("章，如 C3 或 C3.1", "chapter or section: C3, C3.1"))
@bilingual.option("--type", "kind", text=Text("题型，如 single", "type, such as single"))
@bilingual.option("--level", text=Text("层次，如 apply", "level, such as apply"))
@bilingual.option("--status", text=Text("状态，如 ready", "status, such as ready"))
@bilingual.option("--source", text=Text("出处，如 A1-10", "source row, such as A1-10"))
@bilingual.option("--find", "words", text=Text("题干里的文字", "words in the stem"))
@bilingual.json_option()
def command(
    bank_path: Path | None,
    chapter: str | None,
    kind: str | None,
    level: str | None,
    status: str | None,
    source: str | None,
    words: str | None,
    as_json: bool,
) -> None:
    """List the items that fit every filter."""
    from course import language
    from course.output import emit, table
    from question_bank import types
    from question_bank.item import LEVELS, Status

    def fits(item: Item) -> bool:
        return (
            (chapter is None or chapter in (item.chapter, item.section))
            and (kind is None or item.type == kind)
            and (level is None or item.level == level)
            and (status is None or item.status == status)
            and (source is None or source in (*item.source, *item.corrects))
            and (words is None or words.casefold() in " ".join(item.stem).casefold())
        )

    bank = load(bank_path)
    _known("--chapter", chapter, {name for i in bank for name in (i.chapter, i.section) if name})
    _known("--type", kind, types.names())
    _known("--level", level, LEVELS)
    _known("--status", status, get_args(Status))
    items = [item for item in bank if fits(item)]
    lang = language.current()
    rows = [
        [
            item.id,
            item.title.of(lang),
            item.section or item.chapter,
            f"{item.points:g}",
            _short(item.stem.of(lang)),
        ]
        for item in items
    ]
    heads = Text("编号 题型 章节 分值 题干", "id type section points stem").of(lang).split()
    shown = f"{table(heads, rows)}\n{len(items)}"
    emit([_row(item) for item in items], as_json, Text(shown, shown))


def _known(option: str, value: str | None, known: Collection[str]) -> None:
    """Refuse a value that no item could have: an empty list would hide the slip."""
    if value is not None and value not in known:
        from course.errors import CrmlabError

        names = sorted(known)
        raise CrmlabError(
            Text(f"{option} 没有这个值", f"{option} has no such value"),
            value,
            Text(f"可选：{'、'.join(names)}", f"choose from: {', '.join(names)}"),
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _row(item: Item) -> dict[str, object]:
    kept = ("id", "version", "type", "chapter", "section", "level", "difficulty", "points")
    more = ("stem", "generator", "source", "corrects", "status")
    return item.model_dump(mode="json", include={*kept, *more})
