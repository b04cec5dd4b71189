"""Enters the report's points into nbgrader's gradebook, all of a notebook at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbgrader import preprocessors as stock
from nbgrader import utils
from nbgrader.api import Gradebook

from autograder.verdict import Verdict

if TYPE_CHECKING:
    from autograder.report import Report


class SaveScores(stock.SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's ``SaveAutoGrades`` with the points of the report.

    Manual scores and comments of graders are never touched. Without a report (``nbgrader
    autograde --no-execute``) nothing was run, so no points are given: the cells wait for a
    human.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Enter the scores in one transaction: all of the notebook's, or none."""
        told = resources["nbgrader"]
        self.notebook_id, self.assignment_id = told["notebook"], told["assignment"]
        self.student_id, self.db_url = told["student"], told["db_url"]
        report = resources.get("autograder", {}).get("report")
        self.gradebook = Gradebook(self.db_url)
        with self.gradebook as gradebook:
            entry = gradebook.find_submission_notebook(
                self.notebook_id, self.assignment_id, self.student_id
            )
            grades = {grade.name: grade for grade in entry.grades}
            comments = {comment.name: comment for comment in entry.comments}
            for cell in nb.cells:
                meta = cell.metadata.get("nbgrader", {})
                name = meta.get("grade_id")
                if utils.is_grade(cell) and name in grades:
                    enter(grades[name], cell, report)
                if (utils.is_solution(cell) or utils.is_task(cell)) and name in comments:
                    unanswered = meta.get("checksum") == utils.compute_checksum(cell)
                    said = "No response." if unanswered and not utils.is_task(cell) else None
                    comments[name].auto_comment = said
            gradebook.db.commit()
        return nb, resources


def enter(grade: Any, cell: Any, report: Report | None) -> None:
    """Set one grade of the gradebook.

    Parameters
    ----------
    grade
        The gradebook's entry; its manual score is left alone and asks for another look.
    cell
        The graded cell.
    report
        The submission's report; `None` where nothing was run.
    """
    name = cell.metadata["nbgrader"]["grade_id"]
    score: float | None = None
    if report is not None:
        said = report.cell(name)
        score = None if said.verdict is Verdict.INTERNAL else said.points
    elif utils.is_solution(cell):
        score = utils.determine_grade(cell)[0]
    grade.auto_score = score
    grade.needs_manual_grade = grade.manual_score is not None or score is None
