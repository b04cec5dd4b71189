"""Everything that the report's template shows, as plain data."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from course.report import figures, statistics

if TYPE_CHECKING:
    from autograder.report import Finding, Repair, Report
    from course.config import Course
    from course.marks import Marks, Submission
    from crm_models.text import Lang

Evidence = dict[str, list["Report"]]
"""By student: the autograder's report of each of the notebooks."""


def gather(course: Course, marks: Marks, evidence: Evidence, lang: Lang) -> dict[str, Any]:
    """Return what the template shows of one assignment."""
    tasks = statistics.of_tasks(marks)
    percents = statistics.percents(marks)
    pass_mark = course.calendar.pass_mark
    drawn = {}
    if marks.submissions:
        drawn["histogram"] = figures.score_histogram(percents, pass_mark, lang)
        drawn["bars"] = figures.task_distribution(tasks, lang)
    return {
        "name": marks.assignment,
        "title": course.title(marks.assignment).of(lang),
        "stats": statistics.of_class(percents, pass_mark),
        "class_size": len(marks.submissions) + len(marks.missing) + len(marks.ungraded),
        "max_points": marks.max_points,
        "percents": [round(value) for value in percents],
        "open": sum(each.open for each in marks.submissions),
        "ungraded": list(marks.ungraded),
        "missing": [f"{student.name} ({student.id})" for student in marks.missing],
        **drawn,
        "tasks": tasks,
        "students": [_student(each, marks.max_points) for each in marks.submissions],
        "late": _late(marks.submissions, course.calendar.timezone),
        "misconceptions": _misconceptions(evidence, lang),
        "repairs": _repairs(evidence, lang),
        "isolation": sorted({report.isolation for each in evidence.values() for report in each}),
        **_verdicts(evidence, [task.grade_id for task in marks.tasks]),
    }


def _student(each: Submission, whole: float) -> dict[str, Any]:
    return {
        "id": each.student,
        "name": each.name,
        "score": each.score,
        "penalty": each.penalty,
        "percent": 100 * each.score / whole if whole else 0.0,
        "open": each.open,
    }


def _late(submissions: tuple[Submission, ...], timezone: str) -> list[dict[str, Any]]:
    zone = ZoneInfo(timezone)
    return [
        {
            "id": each.student,
            "name": each.name,
            "at": each.timestamp.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            "hours": each.seconds_late / 3600,
            "penalty": each.penalty,
        }
        for each in submissions
        if each.timestamp is not None and each.seconds_late > 0
    ]


def _misconceptions(evidence: Evidence, lang: Lang) -> list[dict[str, Any]]:
    """Count who showed which misconception where; the most frequent first."""
    students: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    messages: dict[str, str] = {}
    for student, reports in evidence.items():
        for cell in (cell for report in reports for cell in report.cells):
            for finding in cell.findings:
                if "." in finding.name:  # a misconception's name has its model in front
                    students[finding.name, cell.grade_id].add(student)
                    messages.setdefault(finding.name, _message(finding, lang))
    rows = [
        {"name": name, "grade_id": cell, "message": messages[name], "students": sorted(who)}
        for (name, cell), who in students.items()
    ]
    return sorted(rows, key=lambda row: (-len(row["students"]), row["name"], row["grade_id"]))


def _message(finding: Finding, lang: Lang) -> str:
    """Return what the misconception is; a quiz's findings only say that the answer is wrong."""
    from crm_models import misconceptions

    known = {each.name: each.message for each in misconceptions.everything()}
    return known[finding.name].of(lang) if finding.name in known else finding.text(lang)


def _verdicts(evidence: Evidence, order: list[str]) -> dict[str, Any]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in (report for reports in evidence.values() for report in reports):
        for cell in report.cells:
            counts[cell.grade_id][str(cell.verdict.value)] += 1
    used = {name for counter in counts.values() for name in counter}
    from autograder.verdict import Verdict

    names = [verdict.value for verdict in Verdict if verdict.value in used]
    rows = [{"grade_id": name, "counts": counts[name]} for name in order if name in counts]
    return {"verdict_names": names, "verdicts": rows}


def _repairs(evidence: Evidence, lang: Lang) -> list[dict[str, Any]]:
    """Return one row per student and kind of repair: the first in words, the others counted."""
    found: defaultdict[tuple[str, str], list[Repair]] = defaultdict(list)
    for student in sorted(evidence):
        for report in evidence[student]:
            for repair in report.repairs:
                found[student, repair.kind].append(repair)
    return [
        {"student": student, "text": repairs[0].text(lang), "more": len(repairs) - 1}
        for (student, _), repairs in found.items()
    ]
