"""Collecting what students handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course import roster
from course.assignments import unknown
from course.errors import FINDINGS, CrmlabError
from course.release import find
from crm_models.text import Text

if TYPE_CHECKING:
    from course.nbgrader_steps import Nbgrader


@dataclass(frozen=True)
class Collected:
    """What a collection amounts to: student ids."""

    new: list[str]
    updated: list[str]
    unchanged: list[str]
    missing: list[str]

    @property
    def total(self) -> int:
        """How many submissions there are now."""
        return len(self.new) + len(self.updated) + len(self.unchanged)


def collect(nbgrader: Nbgrader, name: str) -> Collected:
    """Fetch the newest submission of each student from the exchange.

    Raises
    ------
    CrmlabError
        The assignment has not been released, or nobody has handed in.
    """
    ensure_released(nbgrader, name)
    before = _timestamps(nbgrader, name)
    nbgrader.collect(name)
    after = _timestamps(nbgrader, name)
    if not after:
        raise nothing_handed_in(name)
    class_list = [student.id for student in roster.read(nbgrader.course)]
    return Collected(
        new=sorted(after.keys() - before.keys()),
        updated=sorted(s for s in after.keys() & before.keys() if after[s] != before[s]),
        unchanged=sorted(s for s in after.keys() & before.keys() if after[s] == before[s]),
        missing=[student for student in class_list if student not in after],
    )


def nothing_handed_in(name: str) -> CrmlabError:
    """Return the error for a class of which nobody has handed in."""
    return CrmlabError(
        Text("还没有人提交", "nobody has handed in"),
        name,
        Text(
            "学生在 JupyterLab 的作业列表里提交后，先运行 crmlab collect",
            "once students have submitted in JupyterLab's assignment list, run crmlab collect",
        ),
        exit_code=FINDINGS,
    )


def ensure_released(nbgrader: Nbgrader, name: str) -> None:
    """Raise the error for an unknown assignment unless the gradebook has `name`."""
    with nbgrader.gradebook() as gradebook:
        if find(gradebook, name) is None:
            raise unknown(name, sorted(each.name for each in gradebook.assignments))


def _timestamps(nbgrader: Nbgrader, name: str) -> dict[str, str]:
    found = {}
    for folder in (nbgrader.course.root / "submitted").glob(f"*/{name}"):
        stamp = folder / "timestamp.txt"
        found[folder.parent.name] = stamp.read_text("utf-8") if stamp.is_file() else ""
    return found
