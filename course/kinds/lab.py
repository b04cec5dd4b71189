"""A lab: a graded notebook written in MyST Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from course.labs.build import Edition

MARKER = "lab.yaml"


def build(folder: Path, out_dir: Path, *, lang: Edition) -> None:
    """Write the lab's source notebook and its data into `out_dir`."""
    from course import labs

    labs.build(folder, out_dir, lang=lang)
