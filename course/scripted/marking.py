"""The human grader's part: the marks for prose, entered as the formgrader enters them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from course.fixtures.schema import Fixture
    from course.nbgrader_steps import Nbgrader


def mark_by_hand(
    nbgrader: Nbgrader, assignment: str, cast: Mapping[str, Fixture]
) -> tuple[int, int]:
    """Enter the fixtures' manual marks.

    Returns
    -------
    tuple of int
        How many marks were entered or changed now, and how many there are.
    """
    changed = entered = 0
    with nbgrader.gradebook() as gradebook:
        for student, fixture in cast.items():
            if not fixture.manual:
                continue
            grades = {
                grade.name: grade
                for notebook in gradebook.find_submission(assignment, student).notebooks
                for grade in notebook.grades
            }
            for grade_id, points in fixture.manual.items():
                grade = grades[grade_id]
                entered += 1
                if grade.manual_score != points or grade.needs_manual_grade:
                    grade.manual_score = points
                    grade.needs_manual_grade = False
                    changed += 1
        gradebook.db.commit()
    return changed, entered
