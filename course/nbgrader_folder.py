"""Finds an nbgrader course, ours or anybody's."""

from __future__ import annotations

from pathlib import Path

from course.errors import CrmlabError
from crm_models.text import Text

MARKS = ("nbgrader_config.py", "gradebook.db")


def find(given: str | None) -> Path:
    """Return the folder of an nbgrader course.

    Parameters
    ----------
    given : str or None
        What ``--course`` says; None looks here and then in ``./course``.

    Raises
    ------
    CrmlabError
        There is none.
    """
    places = [Path(given)] if given is not None else [Path(), Path("course")]
    for place in places:
        if any((place / name).is_file() for name in MARKS):
            return place.resolve()
    raise CrmlabError(
        Text(
            f"这里没有 nbgrader 课程（没有 {' 或 '.join(MARKS)}）",
            f"no nbgrader course (no {' or '.join(MARKS)})",
        ),
        places[0].resolve(),
        Text(
            "用 --course 指出课程文件夹，或用 crmlab init 新建一个",
            "name the course folder with --course, or make one with crmlab init",
        ),
    )
