"""Every assignment, built and released as the course does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course import fixtures, labs
from course.labs.release import release

if TYPE_CHECKING:
    from course.fixtures import Fixture
    from course.labs.build import Edition

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
EDITIONS: tuple[Edition, ...] = ("both", "zh", "en")
NAMES = sorted(path.name for path in ASSIGNMENTS.iterdir() if path.is_dir())


@dataclass(frozen=True)
class Assignment:
    """An assignment's folder, and where its source and its release were written."""

    folder: Path
    source: Path
    release: Path


def every_fixture() -> list[tuple[str, Fixture]]:
    """Return (assignment, fixture) pairs, for parametrising."""
    folders = [ASSIGNMENTS / name for name in NAMES]
    return [
        (folder.name, fixtures.load(path))
        for folder in folders
        for path in sorted((folder / "fixtures").glob("*.yaml"))
    ]


@pytest.fixture(scope="session")
def assignment(tmp_path_factory):
    """Return an assignment by its name and edition; built once."""
    made: dict[tuple[str, str], Assignment] = {}

    def get(name: str, lang: Edition = "both") -> Assignment:
        if (name, lang) not in made:
            root = tmp_path_factory.mktemp(f"{name}-{lang}")
            source = root / "source" / name
            built = _build(ASSIGNMENTS / name, source, lang)
            released = release(built, root / "release" / name)
            made[name, lang] = Assignment(ASSIGNMENTS / name, built, released)
        return made[name, lang]

    return get


def _build(folder: Path, out: Path, lang: Edition) -> Path:
    if (folder / "lab.yaml").is_file():
        return labs.build(folder, out, lang=lang)
    from question_bank import notebook

    return notebook.build(folder, out, lang=lang)
