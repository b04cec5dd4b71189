"""Writes the report: one HTML file that needs nothing beside it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import jinja2

from course import marks as marks_of
from course.report import evidence
from course.report.gather import gather
from course.report.words import words

if TYPE_CHECKING:
    from pathlib import Path

    from course.nbgrader_steps import Nbgrader
    from crm_models.text import Lang


def write(nbgrader: Nbgrader, path: Path, lang: Lang, assignment: str | None = None) -> Path:
    """Write the report of every assignment, or of one.

    Parameters
    ----------
    nbgrader : Nbgrader
        The course.
    path : Path
        The file to write; replaced in one step.
    lang : {"zh", "en"}
        The report's language.
    assignment : str, optional
        Only this one.

    Returns
    -------
    Path
        `path`.
    """
    from crm_models import plots

    plots.use_chinese()
    course = nbgrader.course
    found = [
        gather(course, each, evidence.read(course.root, each.assignment), lang)
        for each in marks_of.read(nbgrader, assignment)
    ]
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("course.report", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    html = environment.get_template("template.html.j2").render(
        lang=lang,
        title=course.calendar.title.of(lang),
        made=datetime.now(ZoneInfo(course.calendar.timezone)),
        pass_mark=course.calendar.pass_mark,
        assignments=found,
        w={**words(lang), "comma": "、" if lang == "zh" else ", "},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(html, encoding="utf-8")
    return fresh.replace(path)
