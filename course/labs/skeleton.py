"""Writes the skeleton of a new lab: small, complete, and right by its own check."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from course.config import Course

TEMPLATES = Path(__file__).parents[1] / "templates" / "lab"
_NAME = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def write(course: Course, name: str) -> Path:
    """Write the folder ``assignments/<name>`` of a course.

    Parameters
    ----------
    course
        The course folder.
    name
        The lab's name: small letters, digits, hyphens.

    Returns
    -------
    Path
        The new folder.

    Raises
    ------
    CrmlabError
        The name cannot be one, or is taken. Nothing is written then.
    """
    from course import assignments

    if not _NAME.match(name):
        raise CrmlabError(
            Text("实验的名称不合适", "this cannot be a lab's name"),
            name,
            Text(
                "用小写字母、数字和连字符，以字母开头",
                "use small letters, digits and hyphens, a letter first",
            ),
        )
    folder = course.root / "assignments" / name
    if folder.exists() or name in assignments.available(course):
        raise CrmlabError(
            Text("已经有这项作业", "there is such an assignment"),
            name,
            Text("换一个名称", "choose another name"),
        )
    for template in sorted(TEMPLATES.rglob("*")):
        if template.is_file():
            place = template.relative_to(TEMPLATES)
            path = folder / (place if place.name != "lab.md" else f"{name}.md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(template.read_text("utf-8"), encoding="utf-8")
    return folder
