"""The class list, ``roster.csv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from nbgrader.api import Gradebook

    from course.config import Course

ROSTER = "roster.csv"
COLUMNS = ("id", "last_name", "first_name", "email")


@dataclass(frozen=True)
class Student:
    """One line of the roster."""

    id: str
    last_name: str
    first_name: str
    email: str

    @property
    def name(self) -> str:
        """The name as it is said: family name first in Chinese.

        Examples
        --------
        >>> Student("s1", "陈", "思远", "").name, Student("s2", "Lee", "Ann", "").name
        ('陈思远', 'Ann Lee')
        """
        return full_name(self.last_name, self.first_name)


def full_name(last_name: str | None, first_name: str | None) -> str:
    """Join the parts of a name in the order of its script."""
    last, first = last_name or "", first_name or ""
    if re.search(r"[\u3400-\u9fff]", last + first):
        return last + first
    return f"{first} {last}".strip()


def read(course: Course) -> list[Student]:
    """Read the roster; an empty list when the course has none.

    Raises
    ------
    CrmlabError
        The file, and the line, that cannot be used.
    """
    path = course.root / ROSTER
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not set(COLUMNS) <= set(reader.fieldnames or ()):
                raise _error(path, 1, "缺少列", "columns are missing")
            rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _error(path, 1, "不是 UTF-8 的 CSV", "not a CSV file in UTF-8") from error
    students: dict[str, Student] = {}
    for line, row in rows:
        student = Student(**{column: (row[column] or "").strip() for column in COLUMNS})
        if not re.fullmatch(r"[A-Za-z0-9_.-]+", student.id):
            raise _error(path, line, f"学号 {student.id!r} 无效", f"bad id {student.id!r}")
        if student.id in students:
            raise _error(path, line, f"学号 {student.id} 重复", f"id {student.id} occurs twice")
        students[student.id] = student
    return list(students.values())


def enter(gradebook: Gradebook, students: list[Student]) -> None:
    """Enter the class into the gradebook; nobody is removed."""
    known = {s.id: (s.last_name, s.first_name, s.email) for s in gradebook.students}
    for student in students:
        fields = (student.last_name, student.first_name, student.email)
        if known.get(student.id) != fields:
            gradebook.update_or_create_student(
                student.id,
                last_name=student.last_name,
                first_name=student.first_name,
                email=student.email,
            )


def _error(path: Path, line: int, zh: str, en: str) -> CrmlabError:
    columns = ",".join(COLUMNS)
    todo = Text(
        f"列为 {columns}，学号用字母、数字、_.-，不重复",
        f"the columns are {columns}; ids use letters, digits, _.- and occur once",
    )
    return CrmlabError(Text(f"名册有误（{zh}）", f"the roster: {en}"), f"{path}:{line}", todo)
