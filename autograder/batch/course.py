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

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.messages import Pair
from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.records import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.report import Report

CONFIG = "nbgrader_config.py"
STAGING = ".autograding"
BUSY_SECONDS = 60


class CourseError(ValueError):
    """A course that cannot be graded; ``text`` says what, where and what to do."""

    def __init__(self, text: Pair) -> None:
        super().__init__(f"{text.zh} / {text.en}")
        self.text = text


@dataclass(frozen=True, slots=True)
class Course:
    """One course folder, with nbgrader's configuration for grading by this package."""

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

    def directory(self, assignment: str, student: str = "*") -> CourseDirectory:
        """Return nbgrader's view of the folder; its gradebook waits for other writers."""
        directory = CourseDirectory(config=self.config)
        directory.assignment_id, directory.student_id = assignment, student
        if directory.db_url.startswith("sqlite:///") and "?" not in directory.db_url:
            directory.db_url += f"?timeout={BUSY_SECONDS}"
        return directory

    def submitted(self, assignment: str) -> list[str]:
        """Return the students who handed something in, sorted."""
        directory = self.directory(assignment)
        return _students(directory, directory.submitted_directory, assignment)

    def autograded_folder(self, assignment: str, student: str) -> Path:
        """Return where the graded submission lies."""
        directory = self.directory(assignment)
        return Path(directory.format_path(directory.autograded_directory, student, assignment))

    def submitted_folder(self, assignment: str, student: str) -> Path:
        """Return where the submission lies."""
        directory = self.directory(assignment)
        return Path(directory.format_path(directory.submitted_directory, student, assignment))

    def notebooks(self, assignment: str) -> list[str]:
        """Return the notebooks of an assignment that the gradebook knows.

        Raises
        ------
        CourseError
            The assignment has not been generated.
        """
        directory = self.directory(assignment)
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            try:
                found = [book.name for book in gradebook.find_assignment(assignment).notebooks]
            except MissingEntry:
                found = []
        if not found:
            raise CourseError(
                Pair(
                    f"成绩册里没有作业 {assignment}（{self.root}）；请先发布：crmlab release "
                    f"{assignment}，或 nbgrader generate_assignment {assignment}。",
                    f"The gradebook has no assignment {assignment} ({self.root}); release it "
                    f"first: crmlab release {assignment}, or nbgrader generate_assignment "
                    f"{assignment}.",
                )
            )
        return found

    def enter_students(self, students: Sequence[str]) -> None:
        """Enter unknown students into the gradebook, once, before the workers start."""
        directory = self.directory("")
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            known = {student.id for student in gradebook.students}
            for student in students:
                if student not in known:
                    gradebook.add_student(student)


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


def _students(directory: CourseDirectory, step: str, assignment: str) -> list[str]:
    pattern = directory.format_path(glob.escape(step), "*", glob.escape(assignment))
    names = re.compile(
        directory.format_path(
            re.escape(step), "(?P<student>[^/]+)", re.escape(assignment), escape=True
        )
        + "$"
    )
    paths = glob.glob(pattern)  # noqa: PTH207 - the pattern is an absolute path
    found = (names.match(path) for path in paths if Path(path).is_dir())
    return sorted(match["student"] for match in found if match)


def course_reports(course_dir: Path | str, assignment: str) -> dict[str, list[Report]]:
    """Return the reports of all graded submissions of an assignment, by student.

    Parameters
    ----------
    course_dir, assignment
        The course folder and the assignment's name.
    """
    course = Course.at(Path(course_dir))
    directory = course.directory(assignment)
    students = _students(directory, directory.autograded_directory, assignment)
    return {
        student: [
            record.report
            for record in read_records(course.autograded_folder(assignment, student)).values()
        ]
        for student in students
    }
