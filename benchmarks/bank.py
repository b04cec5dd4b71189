"""Loading and linting a bank of 1,000, 10,000 and 100,000 items, and its curve.

The items are the shipped ones again and again, with ids of their own and mostly new wording, so
that no lint is spared its work and hardly anything is a duplicate. ``python -m benchmarks bank``
writes them below the system's temporary folder and removes them afterwards. Times are processor
time: what other programs do meanwhile does not count.
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.rows import Row
from question_bank import linting, yaml_source
from question_bank.bank import ITEMS
from question_bank.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (1_000, 10_000, 100_000)
_PER_FILE = 500
# Seconds; the second load of the shipped bank, interpreter and imports included.
_SECOND_LOAD = 0.5


def run(sizes: tuple[int, ...] = SIZES) -> list[Row]:
    rows = [_shipped()]
    times: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, _cache_below(folder):
            bank = Path(folder) / "bank"
            write(bank, size)
            for name, seconds, note in _measured(bank):
                times.setdefault(name, []).append((size, seconds))
                rows.append(Row(f"{name}, {size:,} items", seconds, same=note))
    rows += [
        Row(
            f"{name}: last ten-fold growth", done[-1][1], same=f"time grows as n^{_power(done):.2f}"
        )
        for name, done in times.items()
        if len(done) > 1
    ]
    return rows


def write(folder: Path, size: int) -> None:
    """Write so many items, a few hundred per file."""
    folder.mkdir(parents=True)
    originals = [
        entry
        for file in sorted(ITEMS.rglob("*.yaml"))
        for entry in yaml_source.load(file.read_text(encoding="utf-8"), file.name)
    ]
    rng = random.Random(1)
    made = [_variant(originals[n % len(originals)], n, rng) for n in range(size)]
    for start in range(0, size, _PER_FILE):
        # JSON is YAML: writing it is quick, and parsing it no quicker than block style.
        text = json.dumps(made[start : start + _PER_FILE], ensure_ascii=False, indent=1)
        (folder / f"{start // _PER_FILE:04}.yaml").write_text(text, encoding="utf-8")


def _variant(entry: dict[str, Any], number: int, rng: random.Random) -> dict[str, Any]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    high, low = divmod(number, 999)
    name = f"B{letters[high // 26]}{letters[high % 26]}-{low + 1:03}"
    stem = entry["stem"]
    words = "".join(chr(rng.randrange(0x4E00, 0x8E00)) for _ in range(len(stem["zh"])))
    new = {"zh": f"{words}。{stem['zh']}", "en": stem["en"]}
    return {**entry, "id": name, "stem": new}


def _measured(bank: Path) -> Iterator[tuple[str, float, str]]:
    start = time.process_time()
    load(bank)
    first = time.process_time()
    yield "first load", first - start, ""
    items = load(bank)
    second = time.process_time()
    yield "second load", second - first, f"{len(items):,} items"
    names = [name for name in linting.names() if name != "near_duplicates"]
    found = linting.run(items, only=names, seeds=1)
    linted = time.process_time()
    yield "lint", linted - second, f"{len(names)} lints, {len(found):,} findings"
    found = linting.run(items, only=["near_duplicates"])
    yield "near duplicates", time.process_time() - linted, f"{len(found):,} findings"


def _shipped() -> Row:
    """Time a fresh process that loads the shipped bank, its cache being warm."""
    command = [sys.executable, "-c", "from question_bank.loading import load; load()"]
    times = []
    for _ in range(4):
        start = _children()
        subprocess.run(command, check=True)
        times.append(_children() - start)
    best = min(times[1:])
    bound = "within" if best <= _SECOND_LOAD else "ABOVE"
    note = f"{len(load()):,} items, {bound} {_SECOND_LOAD:g} s"
    return Row("shipped bank, second load in a new process", best, same=note)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _power(done: list[tuple[int, float]]) -> float:
    (n, t), (m, u) = done[-2:]
    return math.log(u / t) / math.log(m / n)


@contextmanager
def _cache_below(folder: str) -> Iterator[None]:
    """Keep the parsed banks of this benchmark out of the user's cache."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before
