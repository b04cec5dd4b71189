"""Shows a task's findings: rich in a notebook, plain text elsewhere, and data for machines."""

from __future__ import annotations

import html
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from autograder.check.words import SO_FAR, TITLE
from autograder.report import MIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.report import Finding

_COLOURS = {True: "#1a7f37", False: "#b35900"}


def bundle(
    name: str, points: float, max_points: float, findings: Sequence[Finding], lang: str | None
) -> dict[str, Any]:
    """Return the display data: HTML, plain text, and the findings under `MIME`.

    Parameters
    ----------
    name, points, max_points, findings
        The task and what was found.
    lang
        ``"zh"``, ``"en"``, or `None` for both.
    """
    said = [TITLE] if os.environ.get("NBGRADER_EXECUTION") == "autograde" else [TITLE, SO_FAR]
    title = "".join(text.zh if lang != "en" else text.en for text in said)
    heading = title.format(name=name, points=points, max_points=max_points)
    lines, items = [heading], []
    for finding in findings:
        mark = "✓" if finding.passed else ("✗" if finding.max_points is not None else "→")
        texts = _texts(finding, lang)
        lines.append(f"  {mark} " + "\n    ".join(texts))
        colour = _COLOURS[finding.passed]
        inner = "<br>".join(html.escape(text) for text in texts)
        items.append(f'<li><span style="color:{colour}">{mark}</span> {inner}</li>')
    page = (
        f"<div><strong>{html.escape(heading)}</strong>"
        f'<ul style="list-style:none;padding-left:1em">{"".join(items)}</ul></div>'
    )
    data = {
        "name": name,
        "points": points,
        "max_points": max_points,
        "findings": [asdict(finding) for finding in findings],
    }
    return {"text/html": page, "text/plain": "\n".join(lines), MIME: data}


def _texts(finding: Finding, lang: str | None) -> list[str]:
    if lang is not None:
        return [finding.text(lang)]
    return [finding.zh] if finding.zh == finding.en else [finding.zh, finding.en]


def show(data: dict[str, Any]) -> None:
    """Display a bundle in IPython, or print its plain text where there is none."""
    # IPython is only looked for where loaded: without it there is nobody to display to
    if "IPython" in sys.modules:
        from IPython.core.getipython import get_ipython

        if get_ipython() is not None:
            from IPython.display import display

            display(data, raw=True)
            return
    print(data["text/plain"])
