"""Whose value a name holds at each place of a notebook: the instructor's or the student's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.binding import Statement

Origins = dict[str, str]


class Ownership:
    """Follows a notebook from cell to cell.

    Attributes
    ----------
    student
        Names that solution cells have bound or changed, with where the reference imports them
        from. Their values come from the student.
    derived
        Names that instructor's cells have made out of those. The judge makes them again from the
        student's values; the reference's never stand in.
    carriers
        Instructor's functions that read such names: what they return is derived too. They
        themselves stay the instructor's.
    files
        Paths that solution cells have written: a statement that names one depends on the student.
    """

    def __init__(self) -> None:
        self.student: Origins = {}
        self.derived: set[str] = set()
        self.carriers: set[str] = set()
        self.files: set[str] = set()

    @property
    def taken(self) -> set[str]:
        """Every name whose reference value must not be seen."""
        return set(self.student) | self.derived

    def solution(self, binds: Origins, changes: Iterable[str]) -> None:
        """Walk past a solution cell."""
        for name, origin in {**dict.fromkeys(changes, ""), **binds}.items():
            self.derived.discard(name)
            self.carriers.discard(name)
            self.student[name] = origin

    def depends(self, statement: Statement) -> bool:
        """Whether an instructor's statement uses something of the student's."""
        known = self.taken | self.carriers
        return bool(statement.names.reads & known) or any(
            path in statement.code for path in self.files
        )

    def instructor(self, statements: Iterable[Statement]) -> list[Statement]:
        """Walk past an instructor's cell; return the statements that depend on the student."""
        dependent = []
        for statement in statements:
            names = statement.names
            if not self.depends(statement):
                self._forget(names.binds)
                continue
            made = set(names.binds) - names.defines
            self._forget(names.defines)
            self.carriers |= names.defines
            # a method call on an instructor's object may take a student's value in; unless the
            # object is a student's already, its own text shows no change
            made |= names.changes
            for name in made:
                self.student.pop(name, None)
                self.derived.add(name)
            if made:
                dependent.append(statement)
        return dependent

    def _forget(self, names: Iterable[str]) -> None:
        for name in names:
            self.student.pop(name, None)
            self.derived.discard(name)
            self.carriers.discard(name)
