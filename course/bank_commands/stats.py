"""``crmlab bank stats``: how many items there are of what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from course import bilingual
from course.bank_commands._bank import bank_option, load
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


@bilingual.command(
    "stats",
    Text(
        """题库统计：各章各题型的数量、层次、状态、变式题、答案位置。""",
        """Count the bank: items by chapter and type, levels, status, variants, key positions.""",
    ),
)
@bank_option()
@bilingual.json_option()
def command(bank_path: Path | None, as_json: bool) -> None:
    """Count the items."""
    from course import language
    from course.output import emit, table
    from question_bank import types
    from question_bank.item import LEVELS

    items = load(bank_path).items
    lang = language.current()
    kinds = [kind for kind in types.names() if any(item.type == kind for item in items)]
    chapters = sorted({item.chapter for item in items})
    cells = Counter((item.chapter, item.type) for item in items)
    data = {
        "items": len(items),
        "by_chapter": {c: {k: cells[c, k] for k in kinds} for c in chapters},
        "by_level": Counter(item.level for item in items),
        "by_status": Counter(item.status for item in items),
        "with_generator": sum(item.generator is not None for item in items),
        "key_positions": Counter(str(i.key_response()) for i in items if i.type == "single"),
    }
    total = Text("合计", "total").of(lang)
    heads = ["", *(types.item_type(kind).title.of(lang) for kind in kinds), total]
    rows = [[c, *(cells[c, k] for k in kinds), sum(cells[c, k] for k in kinds)] for c in chapters]
    levels = ", ".join(
        f"{name.of(lang)} {data['by_level'][level]}"  # type: ignore[index]
        for level, name in LEVELS.items()
    )
    shown = "\n".join(
        [
            table(heads, rows),
            Text("层次：", "levels: ").of(lang) + levels,
            Text("变式题：", "items with variants: ").of(lang) + str(data["with_generator"]),
        ]
    )
    emit(data, as_json, Text(shown, shown))
