"""The report of one graded submission: plain frozen data that goes to JSON and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from autograder.limits import Limits
from autograder.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_VERSION = 1
MIME = "application/vnd.crmlab.findings+json"  # of findings among a notebook's outputs


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the student, in both languages.

    Attributes
    ----------
    zh, en
        The message. Never holds the hidden expected value.
    name
        What it is about for machines: a misconception's name, or a key of
        `autograder.messages`; empty for free text.
    points, max_points
        The part of the task's points that this finding decided; `None` where it decides none.
    """

    zh: str
    en: str
    name: str = ""
    points: float | None = None
    max_points: float | None = None

    def text(self, lang: str) -> str:
        """Return the message in ``"zh"`` or ``"en"``."""
        return self.en if lang == "en" else self.zh

    @property
    def passed(self) -> bool:
        """Whether the part that this finding decided has all its points."""
        return self.max_points is not None and (self.points or 0) >= self.max_points

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """Rebuild a finding from its dictionary."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Repair:
    """One change made to a submission so that it has the release's structure again.

    Attributes
    ----------
    kind
        The kind of repair, a key of `autograder.messages` (``"duplicated"``, ``"retyped"`` ...).
    grade_id
        The cell concerned; empty where the whole notebook is.
    zh, en
        What was found and what was done.
    """

    kind: str
    grade_id: str
    zh: str
    en: str

    def text(self, lang: str) -> str:
        """Return the message in ``"zh"`` or ``"en"``."""
        return self.en if lang == "en" else self.zh

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Repair:
        """Rebuild a repair from its dictionary."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class CellReport:
    """Verdict and points of one graded cell; ``points`` is `None` while the mark is open."""

    grade_id: str
    verdict: Verdict
    points: float | None
    max_points: float
    findings: tuple[Finding, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CellReport:
        """Rebuild a cell's report from its dictionary."""
        return cls(
            grade_id=data["grade_id"],
            verdict=Verdict(data["verdict"]),
            points=data["points"],
            max_points=data["max_points"],
            findings=tuple(Finding.from_dict(item) for item in data["findings"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one grading said, and what is needed to replay it.

    Two gradings of the same submission compare equal: ``timings`` take no part in ``==``
    and can be left out of the JSON.

    Attributes
    ----------
    source_hash, submission_hash
        SHA-256 of the two notebooks as they were given.
    engine
        Version of this package.
    packages
        ``(name, version)`` of the packages that marks depend on, sorted by name.
    isolation
        How the student's code was kept apart: ``"none"`` or the mechanism's name.
    seed
        Seed of the student's variant; empty where all students share one.
    cells
        One entry per graded cell, in the order of the source.
    repairs, notes
        What was mended before the run, and findings about the notebook as a whole.
    timings
        Seconds spent, by stage.

    Examples
    --------
    >>> cell = CellReport("q1", Verdict.PASS, 2.0, 2.0)
    >>> report = Report(source_hash="ab", submission_hash="cd", engine="1", cells=(cell,))
    >>> Report.from_json(report.to_json()) == report
    True
    >>> report.points, report.max_points, report.complete
    (2.0, 2.0, True)
    """

    source_hash: str
    submission_hash: str
    engine: str
    packages: tuple[tuple[str, str], ...] = ()
    limits: Limits = field(default_factory=Limits)
    isolation: str = "none"
    lang: str = "zh"
    seed: str = ""
    cells: tuple[CellReport, ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Finding, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def points(self) -> float:
        """Points given so far; open marks count nothing yet."""
        return round(sum(cell.points or 0.0 for cell in self.cells), 10)

    @property
    def max_points(self) -> float:
        """Points to be had, manual tasks included."""
        return round(sum(cell.max_points for cell in self.cells), 10)

    @property
    def complete(self) -> bool:
        """Whether no mark is open any more."""
        return not any(cell.verdict.open for cell in self.cells)

    def cell(self, grade_id: str) -> CellReport:
        """Return the report of one cell; `KeyError` if the source has no such grade cell."""
        for cell in self.cells:
            if cell.grade_id == grade_id:
                return cell
        raise KeyError(grade_id)

    def to_dict(self, *, timings: bool = True) -> dict[str, Any]:
        """Return plain lists and dictionaries in a fixed order."""
        data = {
            "schema_version": SCHEMA_VERSION,
            "points": self.points,
            "max_points": self.max_points,
            "complete": self.complete,
            "cells": [asdict(cell) for cell in self.cells],
            "repairs": [asdict(repair) for repair in self.repairs],
            "notes": [asdict(note) for note in self.notes],
            "source_hash": self.source_hash,
            "submission_hash": self.submission_hash,
            "engine": self.engine,
            "packages": [list(package) for package in self.packages],
            "limits": self.limits.to_dict(),
            "isolation": self.isolation,
            "lang": self.lang,
            "seed": self.seed,
        }
        if timings:
            data["timings"] = dict(self.timings)
        return data

    def to_json(self, *, timings: bool = True, indent: int | None = 2) -> str:
        """Return the report as JSON; equal reports give equal text without their timings."""
        return json.dumps(self.to_dict(timings=timings), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """Rebuild a report; `ValueError` for another schema version."""
        if data.get("schema_version") != SCHEMA_VERSION:
            msg = (
                f"报告的 schema_version 是 {data.get('schema_version')!r}，"
                f"本版本只读 {SCHEMA_VERSION} / report schema_version is "
                f"{data.get('schema_version')!r}, this version reads {SCHEMA_VERSION}"
            )
            raise ValueError(msg)
        return cls(
            source_hash=data["source_hash"],
            submission_hash=data["submission_hash"],
            engine=data["engine"],
            packages=tuple((name, version) for name, version in data["packages"]),
            limits=Limits.from_dict(data["limits"]),
            isolation=data["isolation"],
            lang=data["lang"],
            seed=data["seed"],
            cells=tuple(CellReport.from_dict(item) for item in data["cells"]),
            repairs=tuple(Repair.from_dict(item) for item in data["repairs"]),
            notes=tuple(Finding.from_dict(item) for item in data["notes"]),
            timings=data.get("timings", {}),
        )

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Rebuild a report from `to_json`'s text."""
        return cls.from_dict(json.loads(text))
