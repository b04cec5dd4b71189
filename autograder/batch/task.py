"""An assignment made ready for grading: read once, sent to every worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.batch.course import CourseError
from autograder.gradebook import read_assignment
from autograder.grading import Original
from autograder.messages import Pair
from autograder.nbgrader_plugin.limits import limits_of
from autograder.nbgrader_plugin.records import source_print
from autograder.nbgrader_plugin.rules import rules_of
from autograder.nbgrader_plugin.source import source_notebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from autograder.batch.course import Course
    from autograder.gradebook import KnownAssignment
    from autograder.limits import Limits
    from autograder.released import Rules

CELL_SECONDS, LINES, TRACEBACK = 30, 1000, 100  # nbgrader's own defaults


def known_assignment(course: Course, assignment: str) -> KnownAssignment:
    """Return an assignment as the gradebook knows it.

    Raises
    ------
    CourseError
        It has not been generated.
    """
    known = read_assignment(course.db_url, assignment)
    if known is None or not known.notebooks:
        raise CourseError(
            Pair(
                f"成绩册里没有作业 {assignment}（{course.root}）；请先发布：crmlab release "
                f"{assignment}，或 nbgrader generate_assignment {assignment}。",
                f"The gradebook has no assignment {assignment} ({course.root}); release it "
                f"first: crmlab release {assignment}, or nbgrader generate_assignment "
                f"{assignment}.",
            )
        )
    return known


@dataclass(frozen=True, slots=True)
class Task:
    """What every submission of an assignment is graded by; plain data that can travel.

    Attributes
    ----------
    root, assignment
        The course folder and the assignment's name.
    originals
        Its source notebooks by name.
    known
        What the gradebook says of it.
    source_folder, ignored, protected
        The instructor's files, which go over the student's; patterns of files that are not
        copied; files of which the student's version counts.
    printed
        By notebook: the hash of what the class is graded by.
    rules, limits, lang, sandbox
        How it is graded.
    kept_lines, kept_traceback, ignored_stderr
        nbgrader's limits of outputs.
    permissions
        Of the files in ``autograded/``.
    """

    root: Path
    assignment: str
    originals: Mapping[str, Original]
    known: KnownAssignment
    source_folder: Path
    ignored: tuple[str, ...]
    protected: frozenset[str]
    printed: Mapping[str, str]
    rules: Rules
    limits: Limits
    lang: str
    sandbox: bool
    kept_lines: int = LINES
    kept_traceback: int = TRACEBACK
    ignored_stderr: str = ""
    permissions: int = 0o444

    @classmethod
    def of(cls, course: Course, assignment: str, *, lang: str, sandbox: bool) -> Task:
        """Read an assignment.

        Raises
        ------
        CourseError
            It has not been generated.
        SourceNotebookError, UnreadableNotebookError
            Its source is at fault.
        """
        known = known_assignment(course, assignment)
        config, rules = course.config, rules_of(course.config)
        folders = [course.folder(step, assignment) for step in ("source", "release")]
        originals = {
            name: Original.read(
                source_notebook([folder / f"{name}.ipynb" for folder in folders], book), rules
            )
            for name, book in known.notebooks.items()
        }
        pattern = config.IgnorePattern
        exclude = config.Autograde.get("exclude_overwriting", {}).get(assignment, ())
        shared = bool(config.CourseDirectory.get("groupshared", False))
        mode = config.Autograde.get("permissions", 664 if shared else 444)
        return cls(
            root=course.root,
            assignment=assignment,
            originals=originals,
            known=known,
            source_folder=folders[0],
            ignored=course.ignored,
            protected=frozenset(exclude),
            printed={
                name: source_print(folders[0], original.notebook)
                for name, original in originals.items()
            },
            rules=rules,
            limits=_limits(config),
            lang=lang,
            sandbox=sandbox,
            kept_lines=int(config.LimitOutput.get("max_lines", LINES)),
            kept_traceback=int(config.LimitOutput.get("max_traceback", TRACEBACK)),
            ignored_stderr=pattern.get("pattern", "") if pattern.get("enabled") else "",
            permissions=int(str(mode), 8),
        )


def _limits(config: Any) -> Limits:
    """Return the limits that a configuration states, the options of nbgrader's parents included."""
    seconds: Any = CELL_SECONDS
    for section in ("NotebookClient", "ExecutePreprocessor", "Execute"):
        seconds = config[section].get("timeout", seconds)
    return limits_of(seconds, config.Execute.get("limits", {}))
