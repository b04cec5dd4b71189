"""Writes docs/coverage.md from docs/coverage.yaml, the labs and the question bank.

Run ``.venv/bin/python docs/coverage.py`` after changing any of them.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import jupytext
import yaml

import question_bank.loading

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
TESTS = "tests/crm_models/"
NONE, NOTHING_DUE = "尚无 not yet", "—"
PARTS = {
    "A1": "客户价值、细分与留存 · Customer value, segments, retention",
    "A2": "让渡价值、满意与投诉 · Delivered value, satisfaction, complaints",
    "A3": "忠诚 · Loyalty",
    "A4": "生命周期与 CRM 理论 · Life cycle and theory of CRM",
    "A5": "推荐、挖掘与数据 · Recommendation, mining, data",
}
TIERS = {
    "N": "实验中的一节 a graded section of a lab",
    "F": "函数加小练习 a function and a small exercise",
    "Q": "只用题目考查 items alone",
}
INTRO = """\
# 内容覆盖表 · Coverage

教学计划共 {rows} 行。每一行在哪里计算，由哪个测试证明，哪个实验任务考查，哪些题目引用。
没有的写“{none}”，“—”表示这一级不要求。本页由 `docs/coverage.py` 生成，请改 `docs/coverage.yaml`。

The teaching plan has {rows} rows. For each: what computes it, which tests show that it is right,
which lab tasks examine it, which items cite it. What is missing says *not yet*; a dash means that
the tier does not ask for it. `docs/coverage.py` writes this page; edit `docs/coverage.yaml`.
"""


def read() -> dict[str, list[dict[str, Any]]]:
    """Return the ``rows`` of the plan and what the package has ``beyond`` it."""
    table: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        PAGE.with_suffix(".yaml").read_text("utf-8")
    )
    return table


def lab_tasks() -> list[str]:
    """Return every marked task of every lab as ``lab/grade_id``, in the order of the notebooks."""
    tasks = []
    for description in sorted((ROOT / "assignments").glob("*/lab.yaml")):
        lab = description.parent.name
        for cell in jupytext.read(description.with_name(f"{lab}.md")).cells:
            task = cell.metadata.get("checks") or cell.metadata.get("answers")
            if task:
                tasks.append(f"{lab}/{task}")
    return tasks


def citing_items() -> dict[str, list[str]]:
    """Return the ids of the items that cite each row of part A, by row."""
    citing: dict[str, list[str]] = defaultdict(list)
    for item in question_bank.loading.load():
        for source in item.source:
            if source.startswith("A"):
                citing[source].append(item.id)
    return {row: sorted(items) for row, items in citing.items()}


def page() -> str:
    """Return the page."""
    table, items = read(), citing_items()
    rows = table["rows"]
    lines = [INTRO.format(rows=len(rows), none=NONE), *_summary(rows, items)]
    for part, title in PARTS.items():
        lines += ["", f"## {part} {title}", ""]
        lines += _heading("编号 ID", "主题 Topic", "级 Tier", "计算 Computed by",
                          "测试 Shown by", "实验 Lab task", "题目 Items")  # fmt: skip
        lines += [_row(row, items) for row in rows if row["id"].startswith(part)]
    lines += ["", "## 计划之外 · Beyond the plan", ""]
    lines += _heading("主题 Topic", "计算 Computed by", "测试 Shown by", "实验 Lab task")
    lines += [
        _line(_name(more), _computed(more), _shown(more), _codes(more.get("lab", [])) or NONE)
        for more in table["beyond"]
    ]
    return "\n".join(lines) + "\n"


def _summary(rows: list[dict[str, Any]], items: dict[str, list[str]]) -> list[str]:
    lines = _heading("级 Tier", "行 Rows", "已计算 Computed", "部分 Partly", "有实验任务 In a lab",
                     "有题目 In the bank")  # fmt: skip
    for tier, meaning in TIERS.items():
        here = [row for row in rows if row["tier"] == tier]
        computed = sum("computed" in row and "partly" not in row for row in here)
        partly = sum("partly" in row for row in here)
        in_lab = sum("lab" in row for row in here)
        in_bank = sum(row["id"] in items for row in here)
        counts = (len(here), computed, partly, in_lab, in_bank)
        lines.append(_line(f"**{tier}** {meaning}", *map(str, counts)))
    return lines


def _row(row: dict[str, Any], items: dict[str, list[str]]) -> str:
    missing = NOTHING_DUE if row["tier"] == "Q" else NONE
    return _line(
        row["id"],
        _name(row),
        row["tier"],
        _computed(row) or missing,
        _shown(row) or missing,
        _codes(row.get("lab", [])) or missing,
        ", ".join(items.get(row["id"], [])) or NONE,
    )


def _name(row: dict[str, Any]) -> str:
    zh, en = row["name"]["zh"], row["name"]["en"]
    return zh if zh == en else f"{zh}<br>{en}"


def _computed(row: dict[str, Any]) -> str:
    text = _codes(row.get("computed", []))
    if "partly" in row:
        text += f"<br>*部分 partly: {row['partly']['zh']} · {row['partly']['en']}*"
    return text


def _shown(row: dict[str, Any]) -> str:
    links = []
    for test in row.get("shown_by", []):
        file = test.partition("::")[0]
        links.append(f"[`{test.removeprefix(TESTS)}`](../{file})")
    return "<br>".join(links)


def _codes(names: list[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def _heading(*titles: str) -> list[str]:
    return [_line(*titles), _line(*["---"] * len(titles))]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
