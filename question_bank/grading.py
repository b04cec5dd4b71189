"""Marks one answer of a quiz inside a notebook's grade cell."""

from __future__ import annotations

import html
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from crm_models.text import Lang, Text
from question_bank.loading import load
from question_bank.papers import Entry, question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.bank import Bank
    from question_bank.marking.result import Result

MIME = "application/vnd.crmlab.findings+json"
"""Type of the display data that a report reads: what was found, in both languages."""
_SHOWN = 200
_LARGE = 10**18


def mark(
    answers: object,
    item: str,
    *,
    version: int,
    seed: int,
    points: float,
    digest: str,
    rule: str | dict[str, Any] | None = None,
    lang: Lang | Literal["both"] = "both",
) -> float:
    """Mark one answer, show why, and return its points.

    Whatever ``answers`` holds is marked: what cannot be read earns nothing and is told so.

    Parameters
    ----------
    answers
        What the form saved: item id to response.
    item, version, seed, points, rule, digest
        The frozen entry of the paper.
    lang
        Language of the explanation.

    Returns
    -------
    float
        Points, between 0 and ``points``: the partial-credit convention of nbgrader.

    Raises
    ------
    BankError
        The bank no longer holds the question that the paper froze.
    """
    entry = Entry(item=item, version=version, seed=seed, points=points, rule=rule, digest=digest)
    asked = question(entry, _bank())
    response = dict.get(answers, item) if isinstance(answers, dict) else None
    result = asked.item.mark(response, out_of=asked.points, rule=asked.rule)
    _show(item, response, result, lang)
    return float(result.points)


@cache
def _bank() -> Bank:
    return load()


def _show(item: str, response: object, result: Result, lang: Lang | Literal["both"]) -> None:
    data = bundle(item, response, result, lang)
    # IPython is only looked for where it is loaded: without it nobody can be shown anything.
    if "IPython" in sys.modules:
        from IPython.core.getipython import get_ipython

        if get_ipython() is not None:
            from IPython.display import display

            display(data, raw=True)
            return
    print(data["text/plain"])


def bundle(
    item: str, response: object, result: Result, lang: Lang | Literal["both"]
) -> dict[str, Any]:
    """Return what is displayed: HTML, plain text, and the findings as data for the report.

    It tells about what was answered and about nothing else: no key, no other option.

    Parameters
    ----------
    item
        The question's id.
    response
        The answer; it is repeated, cut off where it is long.
    result
        What marking gave.
    lang
        Language of the text; the data have both.
    """
    languages: tuple[Lang, ...] = ("zh", "en") if lang == "both" else (lang,)
    said = [result.reason, *result.notes]
    if response not in (None, "", []):
        quoted = _quoted(response)
        said.insert(1, Text(f"你的回答：{quoted}", f"Your answer: {quoted}"))
    points, out_of = float(result.points), float(result.out_of)
    title = f"{item} · {points:g} / {out_of:g}"
    rows = ["<br>".join(html.escape(text.of(each)) for each in languages) for text in said]
    page = "".join(f"<li>{row}</li>" for row in rows)
    plain = "\n".join(f"  {text.of(each)}" for text in said for each in languages)
    return {
        "text/html": f"<div><strong>{html.escape(title)}</strong><ul>{page}</ul></div>",
        "text/plain": f"{title}\n{plain}",
        MIME: {
            "name": item,
            "points": points,
            "max_points": out_of,
            "findings": _findings(said, result),
        },
    }


def _findings(said: Sequence[Text], result: Result) -> list[dict[str, Any]]:
    points, out_of = float(result.points), float(result.out_of)
    first, *others = said
    decided = {"name": result.mistake or "", "points": points, "max_points": out_of}
    told = [{**text._asdict(), "name": "", "points": None, "max_points": None} for text in others]
    return [{**first._asdict(), **decided}, *told]


def _quoted(response: object) -> str:
    if isinstance(response, (list, tuple)):
        text = "；".join(_quoted(part) for part in response[:12])
    elif isinstance(response, bool):
        text = "✓" if response else "✗"
    elif isinstance(response, str) or response is None:
        text = response or ""
    elif isinstance(response, float) or (isinstance(response, int) and abs(response) < _LARGE):
        text = repr(response)
    else:
        text = type(response).__name__
    return " ".join(text[:_SHOWN].split())
