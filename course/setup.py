"""Making a new course folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from course.config import CALENDAR
from course.errors import CrmlabError
from course.roster import ROSTER
from crm_models.text import Text

FILES = ("nbgrader_config.py", CALENDAR, ROSTER)
_STUDENT_CONFIG = '''"""Students work in this folder; the course's own settings apply."""

load_subconfig("../nbgrader_config.py")  # noqa: F821 - nbgrader provides it
'''


def make(folder: Path) -> list[Path]:
    """Make a course folder with the shipped calendar and roster; keep what is there.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    CrmlabError
        There is a file where the folder should be.
    """
    if folder.exists() and not folder.is_dir():
        raise CrmlabError(
            Text("这里已有同名文件", "a file is in the way"),
            folder,
            Text("换一个文件夹名", "choose another folder"),
        )
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    shipped = Path(__file__).parent
    for name in FILES:
        if not (folder / name).exists():
            shutil.copyfile(shipped / name, folder / name)
            written.append(folder / name)
    return written + student_folder(folder)


def student_folder(folder: Path) -> list[Path]:
    """Make the folder that fetched assignments go to; nbgrader's list reads a config there."""
    config = folder / "student" / "nbgrader_config.py"
    if config.exists():
        return []
    config.parent.mkdir(exist_ok=True)
    config.write_text(_STUDENT_CONFIG, encoding="utf-8")
    return [config]
