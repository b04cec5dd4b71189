"""nbgrader's gradebook, read and written directly.

nbgrader's own ``Gradebook`` takes seconds to import and compiles its queries anew for every
submission; grading a class needs only a few plain statements. All else (formgrader, export,
feedback) uses nbgrader's.
"""

from autograder.gradebook.database import GradebookError
from autograder.gradebook.entry import Entry, Marks, enter, enter_students
from autograder.gradebook.known import (
    KnownAssignment,
    KnownCell,
    KnownNotebook,
    assignment_names,
    read_assignment,
)

__all__ = [
    "Entry",
    "GradebookError",
    "KnownAssignment",
    "KnownCell",
    "KnownNotebook",
    "Marks",
    "assignment_names",
    "enter",
    "enter_students",
    "read_assignment",
]
