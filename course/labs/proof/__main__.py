"""Proves a source notebook: ``python -m course.labs.proof --jobs=2 SOURCE [SEED ...]``."""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from course.labs.proof import script as scripts
from course.labs.proof.record import REFERENCE, Flaw, Proof
from course.labs.proof.seed import prove

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main() -> None:
    """Print a line of JSON for each seed, as they come."""
    parser = argparse.ArgumentParser(prog="course.labs.proof")
    parser.add_argument("source", type=Path)
    parser.add_argument("seeds", type=int, nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    for proof in proofs(asked.source.resolve(), asked.seeds or [None], asked.jobs):
        print(json.dumps(asdict(proof), ensure_ascii=False), flush=True)


def proofs(source: Path, seeds: Sequence[int | None], jobs: int) -> Iterator[Proof]:
    """Prove each seed in a copy of this process, which has everything imported; as they end.

    Nothing that one seed's code leaves behind, in a module or in a cache, reaches another. The
    first seed goes ahead: the modules that it came to import are imported here for all others,
    and what depends on no data need not be tried again.
    """
    script = scripts.read(source)
    with contextlib.suppress(ImportError):  # said where the cell that imports it is run
        exec(script.imports, {})  # noqa: S102 - the instructor's own notebook
    known: Proof | None = None
    waiting, running = list(seeds), dict[int, int | None]()
    with tempfile.TemporaryDirectory(prefix="crmlab-proof-") as scratch:
        while waiting or running:
            while waiting and len(running) < (jobs if known else 1):
                seed = waiting.pop(0)
                if not (child := os.fork()):
                    _end_with(script, seed, known, Path(scratch))
                running[child] = seed
            child, status = os.wait()
            seed, told = running.pop(child), Path(scratch) / str(child)
            if status == 0:
                said = json.loads(told.read_text(encoding="utf-8"))
                proof, modules = Proof.from_dict(said["proof"]), said["modules"]
            else:
                code = os.waitstatus_to_exitcode(status)
                zh, en = f"进程没有正常结束（{code}）", f"the process died ({code})"
                proof, modules = Proof(seed, [Flaw(REFERENCE, "", zh, en)], [], {}), []
            if known is None:
                known = proof
                _import(modules)
            yield proof


def _import(modules: Sequence[str]) -> None:
    for name in modules:
        if name not in sys.modules:
            with contextlib.suppress(ImportError):  # a cell made it up, or it needs its parent
                importlib.import_module(name)
    gc.freeze()  # what is here stays: no child need look through it


def _end_with(
    script: scripts.Script, seed: int | None, known: Proof | None, scratch: Path
) -> NoReturn:
    """Prove one seed in the forked process, and end it."""
    code = 1
    try:
        proof = prove(script, seed, known)
        told = json.dumps({"proof": asdict(proof), "modules": list(sys.modules)})
        (scratch / str(os.getpid())).write_text(told, encoding="utf-8")
        code = 0
    except BaseException as error:  # noqa: BLE001 - the parent's stack must not unwind here
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
