"""Try every attack on stock nbgrader and here; write the table into the documentation.

``python -m benchmarks.attacks [family ...]``; with families the table is only printed.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from autograder import Limits
from autograder.engine import EngineRunner
from autograder.grading import grade_fully
from benchmarks.attacks import stock
from benchmarks.attacks.suite import HONEST, HOSTILE, ROOT, TASKS, attacks, make_template, victim

if TYPE_CHECKING:
    from benchmarks.attacks.suite import Attack

PAGE = ROOT / "docs" / "trust-boundary.md"
BEGIN, END = "<!-- attacks: make attacks -->", "<!-- /attacks -->"
SOURCE = victim.source()
WORKERS = 2
DEFAULTS = {"cell_seconds": 10.0, "notebook_seconds": 60.0, "call_seconds": 3.0}


@dataclass
class Count:
    """What the attacks of one family did."""

    attacks: int = 0
    gained: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    harmed: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def main(families: list[str]) -> int:
    """Run both; return 1 if anything was gained here."""
    chosen = [attack for attack in attacks() if not families or attack.family in families]
    counts: dict[str, Count] = defaultdict(Count)
    theirs = on_stock(chosen)
    with EngineRunner() as engine:
        for attack, found in zip(chosen, theirs, strict=True):
            count = counts[attack.family]
            count.attacks += 1
            note(count, "stock", attack, found)
            note(count, "ours", attack, here(engine, attack))
    text = table(counts)
    print(text)
    if not families:
        write(text)
    return int(any(count.gained["ours"] or count.harmed["ours"] for count in counts.values()))


def on_stock(chosen: list[Attack]) -> list[dict[str, Any]]:
    """Grade each attack, and an honest student after it, with stock nbgrader."""
    free: SimpleQueue[int] = SimpleQueue()
    for worker in range(WORKERS):
        free.put(worker)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(WORKERS) as pool:
        template = Path(scratch, "template")
        make_template(template)

        def one(attack: Attack) -> dict[str, Any]:
            worker = free.get()
            try:
                found = stock.grade(template, attack, worker)
            finally:
                free.put(worker)
            print(f"{attack.family}-{attack.name}: {found}", file=sys.stderr, flush=True)
            return found

        return list(pool.map(one, chosen))


def here(engine: EngineRunner, attack: Attack) -> dict[str, Any]:
    """Grade one attack, and an honest student after it, with this autograder."""
    limits = Limits(**{**DEFAULTS, **attack.limits})
    marks = {}
    for student, nb in ((HOSTILE, attack.notebook), (HONEST, victim.submission(victim.HONEST))):
        report = grade_fully(SOURCE, nb, runner=engine, limits=limits).report
        marks[student] = {cell.grade_id: cell.points for cell in report.cells}
    return {"marks": marks}


def note(count: Count, who: str, attack: Attack, found: dict[str, Any]) -> None:
    """Count one attack: more points than its work deserves, or another's mark not what it was."""
    marks = found["marks"]
    got = marks.get(HOSTILE, {})
    count.gained[who] += any((got.get(task) or 0) > attack.deserved[task] for task in TASKS)
    count.harmed[who] += marks.get(HONEST) != TASKS


def table(counts: dict[str, Count]) -> str:
    """Return the table of families with its sum."""
    version = f"nbgrader {metadata.version('nbgrader')}"
    head = f"| family | attacks | gained marks: {version} | here | next student harmed: {version} "
    lines = [f"{head}| here |", "|---|--:|--:|--:|--:|--:|"]
    total = Count(sum(count.attacks for count in counts.values()))
    for who in ("stock", "ours"):
        total.gained[who] = sum(count.gained[who] for count in counts.values())
        total.harmed[who] = sum(count.harmed[who] for count in counts.values())
    for name, count in [*counts.items(), ("**together**", total)]:
        cells = [count.attacks]
        cells += [kind[who] for kind in (count.gained, count.harmed) for who in ("stock", "ours")]
        lines.append(f"| {name} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def write(text: str) -> None:
    """Put the table into the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
