"""Every assignment, built and released as the course does it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from course import fixtures, labs

if TYPE_CHECKING:
    from course.fixtures import Fixture

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
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
    """Return an assignment by its name; built once."""
    made: dict[str, Assignment] = {}

    def get(name: str) -> Assignment:
        if name not in made:
            root = tmp_path_factory.mktemp(name)
            source = root / "source" / name
            built = _build(ASSIGNMENTS / name, source)
            release = root / "release" / name
            shutil.copytree(source, release)
            nbformat.write(_released(built), release / built.name)
            made[name] = Assignment(ASSIGNMENTS / name, built, release / built.name)
        return made[name]

    return get


def _build(folder: Path, out: Path) -> Path:
    if (folder / "lab.yaml").is_file():
        return labs.build(folder, out)
    from question_bank import notebook

    return notebook.build(folder, out)


def _released(source: Path) -> nbformat.NotebookNode:
    """Do what nbgrader's generate_assignment does, without its gradebook."""
    from nbgrader import preprocessors as steps
    from traitlets.config import Config

    from course.nbgrader_settings import CODE_STUB, TEXT_STUB

    config = Config()
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    config.ClearSolutions.text_stub = TEXT_STUB
    notebook, resources = nbformat.read(source, as_version=4), {}
    for step in (
        steps.LockCells,
        steps.ClearSolutions,
        steps.ClearOutput,
        steps.CheckCellMetadata,
        steps.ComputeChecksums,
        steps.ClearHiddenTests,
        steps.ClearMarkScheme,
        steps.ComputeChecksums,
        steps.CheckCellMetadata,
    ):
        notebook, resources = step(config=config).preprocess(notebook, resources)
    return notebook
