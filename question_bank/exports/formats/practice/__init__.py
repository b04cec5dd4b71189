"""A practice page: one HTML file that works offline and explains every answer at once.

The page speaks both languages whatever the edition: the edition says which comes first. It
holds the keys, so it is for practice and never for an examination.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.format import Format
from question_bank.exports.formats.practice.questions import (
    blanks,
    choice,
    judgement,
    number,
    writing,
)
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("question_bank.exports.formats.practice", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    here = files(__package__)
    bodies = [each.piece.body for each in pieces]
    data = json.dumps({body["id"]: body["key"] for body in bodies}, ensure_ascii=False)
    page = environment.get_template("page.html.j2").render(
        lang=about.words.main,
        title=about.title,
        questions=bodies,
        # A "</script>" inside a text would end the data.
        data=data.replace("<", "\\u003c"),
        style=(here / "page.css").read_text(encoding="utf-8"),
        script=(here / "practice.js").read_text(encoding="utf-8"),
    )
    return {"practice.html": page.encode()}


FORMAT = Format(
    title=Text("练习网页", "practice page"),
    suffix=".html",
    handlers={
        Choice: choice,
        Judgement: judgement,
        Blanks: blanks,
        Number: number,
        Writing: writing,
    },
    bundle=_bundle,
    note=Text(
        "单个文件，离线可用，中英文可切换；文件里有答案，不能用于考试",
        "one file, offline, both languages; it holds the keys and is no examination",
    ),
)
