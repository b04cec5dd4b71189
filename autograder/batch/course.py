"""An nbgrader course folder: its configuration, its submissions, its reports."""

from __future__ import annotations

import fcntl
import glob
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.messages import Pair
from autograder.nbgrader_plugin import IGNORE, configure
from autograder.nbgrader_plugin.records import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.report import Report

CONFIG = "nbgrader_config.py"
STAGING = ".autograding"
STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")  # noqa: PTH118


class CourseError(ValueError):
    """A course that cannot be graded; ``text`` says what, where and what to do."""

    def __init__(self, text: Pair) -> None:
        super().__init__(f"{text.zh} / {text.en}")
        self.text = text


@dataclass(frozen=True, slots=True)
class Course:
    """One course folder, with nbgrader's configuration for grading by this package.

    Folders follow nbgrader's ``CourseDirectory`` options; nbgrader itself, which takes seconds to
    import, is not needed to find them.
    """

    root: Path
    config: Config

    @classmethod
    def at(cls, folder: Path) -> Course:
        """Read the configuration of a course folder; any nbgrader course will do.

        Raises
        ------
        CourseError
            No such folder.
        """
        root = folder.resolve()
        if not root.is_dir():
            raise CourseError(
                Pair(f"没有课程文件夹 {folder}。", f"There is no course folder {folder}.")
            )
        config = Config()
        if (root / CONFIG).is_file():
            config = PyFileConfigLoader(CONFIG, str(root)).load_config()
        configure(config)
        config.CourseDirectory.root = str(root)
        return cls(root, config)

    @property
    def db_url(self) -> str:
        """Where the gradebook is."""
        made: str = self.config.CourseDirectory.get("db_url", f"sqlite:///{self.root}/gradebook.db")
        return made

    @property
    def ignored(self) -> tuple[str, ...]:
        """Patterns of files that are not copied."""
        return tuple(self.config.CourseDirectory.get("ignore", IGNORE))

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return a folder of the course.

        Parameters
        ----------
        step
            ``"source"``, ``"release"``, ``"submitted"`` or ``"autograded"``.
        assignment, student
            Whose.
        """
        return Path(os.path.normpath(self._path(self._step(step), assignment, student)))

    def _step(self, step: str) -> str:
        named: str = self.config.CourseDirectory.get(f"{step}_directory", step)
        return named

    def _path(self, step: str, assignment: str, student: str) -> str:
        structure = self.config.CourseDirectory.get("directory_structure", STRUCTURE)
        path = structure.format(nbgrader_step=step, student_id=student, assignment_id=assignment)
        return os.path.join(self.root, path)  # noqa: PTH118 - may hold a pattern

    def students(self, step: str, assignment: str) -> list[str]:
        """Return the students who have a folder, sorted."""
        step = self._step(step)
        pattern = self._path(glob.escape(step), glob.escape(assignment), "*")
        marked = self._path(step, assignment, "\0")
        names = re.compile(re.escape(marked).replace(re.escape("\0"), "([^/]+)"))
        found = glob.glob(glob.escape(str(self.root)) + pattern[len(str(self.root)) :])  # noqa: PTH207
        matches = (names.fullmatch(path) for path in found if Path(path).is_dir())
        return sorted(match[1] for match in matches if match)


@contextmanager
def only_run(course: Course) -> Iterator[None]:
    """Hold the course for one run, and clear away what an interrupted run left.

    Raises
    ------
    CourseError
        Another run is grading this course.
    """
    staging = course.root / STAGING
    staging.mkdir(exist_ok=True)
    with (staging / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseError(
                Pair(
                    f"另一个进程正在批改这门课（{course.root}）；请等它结束。",
                    f"Another process is grading this course ({course.root}); wait for it to end.",
                )
            ) from None
        for left in staging.iterdir():
            if left.is_dir():
                remove_tree(left)
        yield


def remove_tree(folder: Path) -> None:
    """Remove a folder, also where a student's code took away its permissions."""
    for parent, folders, _ in os.walk(folder):
        for name in folders:
            path = Path(parent, name)
            if not path.is_symlink():
                path.chmod(0o700)
    shutil.rmtree(folder)


def course_reports(course_dir: Path | str, assignment: str) -> dict[str, list[Report]]:
    """Return the reports of all graded submissions of an assignment, by student.

    Parameters
    ----------
    course_dir, assignment
        The course folder and the assignment's name.
    """
    course = Course.at(Path(course_dir))
    return {
        student: [
            record.report
            for record in read_records(course.folder("autograded", assignment, student)).values()
        ]
        for student in course.students("autograded", assignment)
    }
