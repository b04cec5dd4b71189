"""Reads a lab folder's ``lab.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course import documents
from course.errors import CrmlabError
from course.labs.schema import Lab
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


def load(lab_dir: Path) -> Lab:
    """Read and check the description of one lab.

    Parameters
    ----------
    lab_dir
        The lab's folder. Its name is the lab's name.

    Raises
    ------
    CrmlabError
        ``lab.yaml`` or the notebook is missing, or a field is wrong: the message names both.
    """
    lab = documents.read(lab_dir / "lab.yaml", Lab, name=lab_dir.resolve().name, folder=lab_dir)
    if not lab.notebook.is_file():
        raise CrmlabError(
            Text("找不到实验的笔记本", "the lab's notebook is missing"),
            str(lab.notebook),
            Text("请把笔记本放在这里", "put the notebook there"),
        )
    return lab
