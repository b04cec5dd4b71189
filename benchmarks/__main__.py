"""Run every benchmark of this folder and write one table: ``python -m benchmarks [name ...]``.

A benchmark is a module here with ``run() -> list[Row]``. Peers run in the same minute on the same
machine; only ratios travel to other machines.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from benchmarks.rows import Row, row_of, table

# One thread each, peers included: on a busy machine threads wait for each other, and how long
# they do says nothing of the code. Read when numpy is first imported.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    found = sorted(
        path.stem
        for path in HERE.glob("*.py")
        if not path.stem.startswith("_") and path.stem != "rows"
    )
    unknown = sorted(set(names) - set(found))
    if unknown:
        print(
            f"没有这个基准 | no such benchmark: {', '.join(unknown)} ({', '.join(found)})",
            file=sys.stderr,
        )
        return 2
    rows: list[Row] = []
    for name in names or found:
        print(f"… {name}", file=sys.stderr, flush=True)
        rows += map(row_of, importlib.import_module(f"benchmarks.{name}").run())
    text = table(rows)
    print(text)
    if not names:
        head = f"# Benchmarks\n\nPython {platform.python_version()}, {platform.machine()}.\n\n"
        out = HERE.parent / "build" / "benchmarks.md"
        out.parent.mkdir(exist_ok=True)
        out.write_text(head + text + "\n", encoding="utf-8")
        print(f"→ {out}", file=sys.stderr)
    missed = [row.task for row in rows if row.missed]
    if missed:
        print(f"未达目标 | below target: {'; '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
