"""The steps of a class from the question bank to the report: safe to repeat, and telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course import export, report
from course.bank_errors import bank_error
from course.collect import collect
from course.errors import FINDINGS, CrmlabError
from course.feedback import feedback
from course.grading import autograde
from course.release import release
from course.scripted.hand_in import hand_in
from course.scripted.marking import mark_by_hand
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from autograder.batch import SubmissionResult
    from course.fixtures.schema import Fixture
    from course.nbgrader_steps import Nbgrader

Step = tuple[Text, "Callable[[], Text]"]
ALREADY = Text("早已完成", "already done")


class Steps:
    """What can be done with one class.

    Parameters
    ----------
    nbgrader : Nbgrader
        The course folder.
    parts : mapping
        Assignment -> student -> the fixture that the student hands in.
    jobs : int or None
        Processes to grade with; None chooses.
    """

    def __init__(
        self, nbgrader: Nbgrader, parts: Mapping[str, Mapping[str, Fixture]], jobs: int | None
    ) -> None:
        self.nbgrader = nbgrader
        self.parts = parts
        self.jobs = jobs

    def lint(self) -> Text:
        """Lint the bank that the quiz is drawn from."""
        from question_bank import linting, loading

        bank = loading.load()
        problems = linting.run(bank)
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            raise bank_error(errors)
        warnings = len(problems)
        return Text(
            f"{len(bank)} 道题，{warnings} 条提醒", f"{len(bank)} items, {warnings} warnings"
        )

    def release(self, name: str) -> Text:
        """Release one assignment."""
        done = release(self.nbgrader, name)
        if not done.changed:
            return ALREADY
        return Text(
            f"{done.tasks} 题，{done.points:g} 分", f"{done.tasks} tasks, {done.points:g} points"
        )

    def hand_in(self, name: str) -> Text:
        """Hand the class's work in and collect it."""
        done = hand_in(self.nbgrader, name, self.parts[name])
        collected = collect(self.nbgrader, name)
        if not done and not collected.new and not collected.updated:
            return ALREADY
        return Text(f"{collected.total} 份笔记本", f"{collected.total} notebooks")

    def autograde(self, name: str, *, go_on: bool = False) -> Text:
        """Autograde what is new.

        Parameters
        ----------
        name
            The assignment.
        go_on
            Leave out what cannot be graded. Otherwise it is an error, except for files that
            are handed in broken.
        """
        from autograder.sandbox.requirements import missing

        # scripted notebooks are our own: without a sandbox they may run all the same, openly
        lacks = missing()
        done = autograde(
            self.nbgrader.course.root, name, jobs=self.jobs, sandbox=False if lacks else None
        )
        broken = {student for student, part in self.parts[name].items() if part.unreadable}
        failed = [each for each in done.failed if each.student not in broken]
        if failed and not go_on:
            raise _failed(name, failed)
        if not done.graded:
            return ALREADY
        graded = Text(f"{len(done.graded)} 份", f"{len(done.graded)} notebooks")
        return Text(
            graded.zh + "".join(f"（不隔离：{item.zh}）" for item in lacks),
            graded.en + "".join(f" (not isolated: {item.en})" for item in lacks),
        )

    def mark(self, *names: str) -> Text:
        """Enter the human grader's marks."""
        results = [mark_by_hand(self.nbgrader, n, self.parts[n]) for n in names]
        changed, entered = (sum(column) for column in zip(*results, strict=True))
        if not changed:
            return ALREADY
        return Text(f"{entered} 个分数", f"{entered} marks")

    def feedback(self, *names: str) -> Text:
        """Write feedback pages."""
        written = [page for n in names for page in feedback(self.nbgrader, n).written]
        return Text(f"{len(written)} 页", f"{len(written)} pages") if written else ALREADY

    def export(self) -> Text:
        """Write the CSV files."""
        done = export.write_all(self.nbgrader, self.nbgrader.course.root)
        return Text(f"{done.rows} 行", f"{done.rows} rows")

    def report(self) -> Text:
        """Write the report in both languages."""
        langs: tuple[Lang, ...] = ("zh", "en")
        for lang in langs:
            report.write(self.nbgrader, self.path(lang), lang)
        return Text("中文和英文各一份", "one in Chinese, one in English")

    def path(self, lang: Lang) -> Path:
        """Return where the report goes."""
        return self.nbgrader.course.root / "reports" / f"report.{lang}.html"


def _failed(name: str, failed: list[SubmissionResult]) -> CrmlabError:
    first = failed[0].error
    zh, en = (first.zh, first.en) if first else ("", "")
    return CrmlabError(
        Text(f"{len(failed)} 份没能批改（{zh}）", f"{len(failed)} could not be graded ({en})"),
        f"{name}: {', '.join(each.student for each in failed)}",
        Text("再运行一次", "run it again"),
        exit_code=FINDINGS,
    )
