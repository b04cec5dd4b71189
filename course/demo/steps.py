"""The demo's steps: each is safe to repeat and says what it did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from course import export, report
from course.collect import collect
from course.demo import cast as casting
from course.demo.hand_in import hand_in
from course.demo.marking import mark_by_hand
from course.bank_errors import bank_error
from course.errors import FINDINGS, CrmlabError
from course.feedback import feedback
from course.grading import autograde
from course.release import release
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from autograder.batch import SubmissionResult
    from course.demo.cast import Cast
    from course.fixtures.schema import Fixture
    from course.nbgrader_steps import Nbgrader

Step = tuple[Text, "Callable[[], Text]"]
ALREADY = Text("早已完成", "already done")


class Steps:
    """The way of one class from the question bank to the report.

    Parameters
    ----------
    nbgrader : Nbgrader
        The demo's course folder.
    cast : Cast
        Who hands in what.
    jobs : int or None
        Processes to grade with; None chooses.
    """

    def __init__(self, nbgrader: Nbgrader, cast: Cast, jobs: int | None) -> None:
        self.nbgrader = nbgrader
        self.jobs = jobs
        self.assignments = cast.assignments
        course = nbgrader.course
        self.parts: dict[str, dict[str, Fixture]] = {
            name: casting.parts(course, cast, name) for name in self.assignments
        }

    def __iter__(self) -> Iterator[Step]:
        """Yield each step: what it is, and the function that does it."""
        yield Text("检查题库", "Lint the question bank"), self.lint
        for name in self.assignments:
            yield Text(f"发布 {name}", f"Release {name}"), partial(self.release, name)
        for name in self.assignments:
            yield Text(f"交作业 {name}", f"Hand in {name}"), partial(self.hand_in, name)
        for name in self.assignments:
            yield Text(f"自动批改 {name}", f"Autograde {name}"), partial(self.autograde, name)
        yield Text("人工批改文字题", "Mark the prose by hand"), self.mark
        yield Text("写反馈并发布", "Write and release feedback"), self.feedback
        yield Text("导出成绩", "Export the marks"), self.export
        yield Text("画报告", "Draw the report"), self.report

    def lint(self) -> Text:
        """Lint the bank that the quiz is drawn from."""
        from question_bank import linting, loading

        bank = loading.load()
        problems = linting.run(bank)
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            raise bank_error(errors)
        warnings = len(problems)
        return Text(f"{len(bank)} 道题，{warnings} 条提醒", f"{len(bank)} items, {warnings} warnings")

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

    def autograde(self, name: str) -> Text:
        """Autograde what is new."""
        from autograder.sandbox.requirements import missing

        # the demo's notebooks are our own: without a sandbox they may run all the same, openly
        lacks = missing()
        done = autograde(
            self.nbgrader.course.root, name, jobs=self.jobs, sandbox=False if lacks else None
        )
        if done.failed:
            raise _failed(name, done.failed)
        if not done.graded:
            return ALREADY
        graded = Text(f"{len(done.graded)} 份", f"{len(done.graded)} notebooks")
        return Text(
            graded.zh + "".join(f"（不隔离：{item.zh}）" for item in lacks),
            graded.en + "".join(f" (not isolated: {item.en})" for item in lacks),
        )

    def mark(self) -> Text:
        """Enter the human grader's marks."""
        results = [mark_by_hand(self.nbgrader, n, self.parts[n]) for n in self.assignments]
        changed, entered = (sum(column) for column in zip(*results, strict=True))
        if not changed:
            return ALREADY
        return Text(f"{entered} 个分数", f"{entered} marks")

    def feedback(self) -> Text:
        """Write feedback pages."""
        written = [page for n in self.assignments for page in feedback(self.nbgrader, n).written]
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
