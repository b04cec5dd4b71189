"""The attacks of ``tests/attacks`` as an nbgrader course, one submission at a time."""

from __future__ import annotations

import importlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import yaml

from benchmarks.autograder.course import CONFIG, nbgrader

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "attacks"
sys.path.insert(0, str(FOLDER))
victim = importlib.import_module("victim")

ASSIGNMENT = "lab"
HOSTILE, HONEST = "mallory", "zoe"  # nbgrader grades in alphabetical order
TASKS = {"mean-check": 2.0, "double-check": 3.0, "table-check": 3.0, "score-check": 2.0}
CELL_SECONDS = 10


@dataclass(frozen=True)
class Attack:
    """A hostile notebook, the marks that its work deserves and limits of its own."""

    family: str
    name: str
    notebook: NotebookNode
    deserved: dict[str, float]
    limits: dict[str, float]


def attacks() -> list[Attack]:
    """Return every attack of every family."""
    found = []
    for path in sorted((FOLDER / "families").glob("*.yaml")):
        entry: dict[str, Any]
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            nb = victim.submission(
                entry["cells"], metadata=entry.get("metadata"), append=entry.get("append", ())
            )
            deserved = {task: float(entry.get("marks", {}).get(task, 0)) for task in TASKS}
            limits = entry.get("limits", {})
            found.append(Attack(path.stem, entry["name"], nb, deserved, limits))
    return found


def make_template(root: Path) -> None:
    """Write the course that is attacked and release it with stock nbgrader."""
    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    config = f"{CONFIG}c.Execute.timeout = {CELL_SECONDS}\n"
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    nbformat.write(victim.source(), folder / f"{ASSIGNMENT}.ipynb")
    nbgrader(root, "generate_assignment", ASSIGNMENT, "--create")
    hand_in(root, HONEST, victim.submission(victim.HONEST))


def make_course(template: Path, root: Path, attack: Attack) -> None:
    """Copy the course and hand in one attack, before an honest student's work."""
    shutil.copytree(template, root)
    hand_in(root, HOSTILE, attack.notebook)


def hand_in(root: Path, student: str, nb: NotebookNode) -> None:
    """Write a submission."""
    folder = root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    nbformat.write(nb, folder / f"{ASSIGNMENT}.ipynb")
