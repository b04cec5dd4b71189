"""Writes docs/bank-coverage.md from docs/bank-coverage.yaml and the question bank.

Run ``.venv/bin/python docs/bank_coverage.py`` after changing either of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from question_bank import types
from question_bank.item import LEVELS
from question_bank.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from question_bank.item import Item

PAGE = Path(__file__).with_name("bank-coverage.md")
INTRO = """\
# 题库覆盖表 · What the bank covers

题库有 {items} 题，其中 {drawn} 道计算题的数据由种子生成。
下面是各章各题型、各层次的题数；教学计划记下的每个常见错误由哪些题纠正；
计划列出的每条题目线索写成了哪些题，没有用的说明原因。
本页由 `docs/bank_coverage.py` 生成，请改 `docs/bank-coverage.yaml` 或题目。

The bank has {items} items; the data of {drawn} numeric ones are drawn from a seed. Below: items by
chapter, type and level; which items set right each widespread error that the teaching plan notes;
which items came of each prompt that it lists, or why none did. `docs/bank_coverage.py` writes this
page; edit `docs/bank-coverage.yaml` or the items.
"""


def read() -> dict[str, Any]:
    """Return the table of what is due."""
    table: dict[str, Any] = yaml.safe_load(PAGE.with_suffix(".yaml").read_text("utf-8"))
    return table


def citing(items: Iterable[Item]) -> dict[str, list[str]]:
    """Return the ids of the items by what they correct and by where they come from."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for row in dict.fromkeys((*item.source, *item.corrects)):
            found[row].append(item.id)
    return found


def drawn(items: Iterable[Item]) -> int:
    """Return how many numeric items have a generator."""
    return sum(item.type == "numeric" and item.generator is not None for item in items)


def faults(table: dict[str, Any], items: Iterable[Item]) -> Iterator[str]:
    """Yield what is missing, undecided or decided twice."""
    items = [item for item in items if item.status == "ready"]
    least, found = table["least"], citing(items)
    chapters = Counter(item.chapter for item in items)
    if len(items) < least["items"]:
        yield f"{len(items)} items, {least['items']} are due"
    if drawn(items) < least["numeric_with_generator"]:
        yield f"{drawn(items)} numeric items with a generator"
    for kind in ("chapter", "node"):
        for name in table[f"{kind}s"]:
            if chapters[name] < least[kind]:
                yield f"{name}: {chapters[name]} items, {least[kind]} are due"
    prompts = [name for group in table["prompts"].values() for name in group]
    for names, undone in ((table["errors"], table["absent"]), (prompts, table["unused"])):
        for name in names:
            if (name in found) == (name in undone):
                yield f"{name}: {'items and a reason for none' if name in found else 'undecided'}"
        yield from (f"{name}: not in the plan" for name in undone if name not in names)
    known = {item.id for item in items}
    for name, reason in table["unused"].items():
        yield from (f"{name}: no item {i}" for i in reason.get("instead", ()) if i not in known)
    for row in sorted(found):
        if row[:2] == "F-" and row not in table["errors"]:
            yield f"{row}: cited by {', '.join(found[row])}, not in the plan"


def page() -> str:
    """Return the page."""
    table, items = read(), load().items
    found = citing(items)
    names = [*table["chapters"], *table["nodes"]]
    lines = [INTRO.format(items=len(items), drawn=drawn(items))]
    kinds = [(kind, types.item_type(kind).title) for kind in types.names()]
    lines += ["## 各章各题型 · By chapter and type", ""]
    lines += _counts(names, kinds, Counter((i.chapter, i.type) for i in items))
    lines += ["", "## 各章各层次 · By chapter and level", ""]
    levels = list(LEVELS.items())
    lines += _counts(names, levels, Counter((i.chapter, i.level) for i in items))
    lines += ["", "## 纠正的常见错误 · Errors set right", ""]
    lines += _head("编号 ID", "正确的说法 The right fact", "题目 Items")
    for row, fact in table["errors"].items():
        lines.append(_line(row, _both(fact), _items(found, row, table["absent"])))
    lines += ["", "## 题目线索 · Prompts", ""]
    lines += _head("编号 ID", "题目 Items")
    for group in table["prompts"].values():
        lines += [_line(row, _items(found, row, table["unused"])) for row in group]
    return "\n".join(lines) + "\n"


def _counts(names: list[str], columns: Any, cells: Counter[Any]) -> list[str]:
    lines = _head("", *(f"{title.zh}<br>{title.en}" for _, title in columns), "合计<br>total")
    for name in names:
        row = [cells[name, column] for column, _ in columns]
        lines.append(_line(name, *map(str, [*row, sum(row)])))
    sums = [sum(cells[name, column] for name in names) for column, _ in columns]
    return [*lines, _line("合计 total", *map(str, [*sums, sum(sums)]))]


def _items(found: dict[str, list[str]], row: str, undone: dict[str, Any]) -> str:
    if row not in undone:
        return ", ".join(found[row])
    instead = ", ".join(undone[row].get("instead", ()))
    return f"*未用 absent*: {_both(undone[row])}" + (f" ({instead})" if instead else "")


def _both(text: dict[str, str]) -> str:
    return f"{text['zh']}<br>{text['en']}"


def _head(*titles: str) -> list[str]:
    return [_line(*titles), _line(*["---"] * len(titles))]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
