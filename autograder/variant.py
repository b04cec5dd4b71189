"""Data of one's own: each student's variant of an assignment's data files.

A recipe, ``variant.json`` beside the notebook, names the function that makes the data. What it
makes depends on the assignment and on the student, so a neighbour's numbers are of no use. In
JupyterLab the notebook's first cell calls `own_data`, which writes the files; while work is
graded the grader has written them already, for the student who handed it in, whatever the
submission says.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

RECIPE = "variant.json"
HUB_ACCOUNT = "jovyan"  # everybody's account in a hub's containers


class VariantError(RuntimeError):
    """The recipe cannot be followed; the message says why, in both languages."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an assignment's data are made.

    Attributes
    ----------
    assignment
        The assignment's name: two assignments of one student differ.
    make
        ``package.module:function``; called with a seed, it returns an object with one table
        (`pandas.DataFrame`) for each file.
    files
        File name -> attribute of that object.
    seed
        The seed where no student is named: an instructor's preview.

    Examples
    --------
    >>> recipe = Recipe("rfm", "shop:log", {"log.csv": "table"}, seed=2025)
    >>> Recipe.from_json(recipe.to_json()) == recipe
    True
    >>> recipe.seed_of("")
    2025
    """

    assignment: str
    make: str
    files: Mapping[str, str]
    seed: int

    @classmethod
    def beside(cls, folder: Path) -> Recipe | None:
        """Return the recipe in a folder; `None` where all students share the same data."""
        path = folder / RECIPE
        return cls.from_json(path.read_text(encoding="utf-8")) if path.is_file() else None

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Rebuild a recipe from `to_json`'s text."""
        return cls(**json.loads(text))

    def to_json(self) -> str:
        """Return the recipe as JSON; equal recipes give equal text."""
        fields = {
            "assignment": self.assignment,
            "make": self.make,
            "files": dict(self.files),
            "seed": self.seed,
        }
        return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"

    def seed_of(self, student: str) -> int:
        """Return a student's seed; the recipe's own where no student is named."""
        return seed_of(self.assignment, student) if student else self.seed

    def make_files(self, seed: int) -> dict[str, bytes]:
        """Make the data files of a seed, as CSV; the same seed gives the same bytes.

        Raises
        ------
        VariantError
            There is no such function, or what it returns lacks a table.
        """
        module, _, name = self.make.partition(":")
        try:
            made: Any = getattr(importlib.import_module(module), name)(seed)
            tables = {file: getattr(made, attribute) for file, attribute in self.files.items()}
        except (ImportError, AttributeError) as error:
            raise VariantError(
                f"{RECIPE}：无法用 {self.make} 生成数据（{error}）"
                f" / {RECIPE}: {self.make} does not make the data ({error})"
            ) from error
        return {
            file: table.to_csv(index=False, lineterminator="\n").encode()
            for file, table in tables.items()
        }

    def write_files(self, folder: Path, seed: int) -> list[Path]:
        """Write the data files of a seed into a folder; return their paths.

        Raises
        ------
        VariantError
            As in `make_files`.
        """
        paths = []
        for name, content in self.make_files(seed).items():
            paths.append(folder / name)
            paths[-1].write_bytes(content)
        return paths


def seed_of(assignment: str, student: str) -> int:
    """Return the seed of a student's data in an assignment, from 0 to 2**32 - 1.

    It is public: who knows it has no answer yet.

    Examples
    --------
    >>> seed_of("rfm", "s01") == seed_of("rfm", "s01") != seed_of("rfm", "s02")
    True
    """
    digest = hashlib.sha256(f"{assignment}\n{student}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def account() -> str:
    """Return the name under which nbgrader hands work in from here."""
    import getpass

    name = getpass.getuser()
    return os.environ.get("JUPYTERHUB_USER", name) if name == HUB_ACCOUNT else name


def own_data() -> None:
    """Write the data files of whoever is logged in beside the notebook.

    While work is graded they are there already: then it does nothing.

    Raises
    ------
    VariantError
        There is no recipe beside the notebook, or it cannot be followed.
    """
    if "NBGRADER_EXECUTION" in os.environ:
        return
    recipe = Recipe.beside(Path())
    if recipe is None:
        raise VariantError(
            f"这个文件夹里没有 {RECIPE}：请重新取一份作业"
            f" / there is no {RECIPE} in this folder: fetch the assignment again"
        )
    recipe.write_files(Path(), recipe.seed_of(account()))
