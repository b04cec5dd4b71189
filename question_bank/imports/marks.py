"""Reads our own marks in other formats: ids, tags, categories, the scheme of a rubric."""

from __future__ import annotations

import re
from typing import Any

from question_bank.imports.draft import Words
from question_bank.item import LEVELS

_CHAPTER = re.compile(r"^(C[1-9]|X-[A-Z]+)$")
_SECTION = re.compile(r"^(C[1-9]\.\d+|X-[A-Z]+\.\d+)$")
_SOURCE = re.compile(
    r"^(A[1-5]-\d{2}|B\d|C\d(\.\d)?|D-\d{2}|E|F-\d{2}|H\d-[A-Z]\w*|H\d-\d{2}|K-[A-Z]?\w+)$"
)
_VARIANT = re.compile(r"-s\d+$")
_VERSION = re.compile(r"^v(\d+)$")
_HEADING = re.compile(r"^\*\*(参考答案|Model answer|评分要点|Mark scheme)[^*]*\*\*$", re.MULTILINE)
_POINT = re.compile(r"^- (?:（|\()([\d.]+)(?:）|\)) ?(.+)$")


def own_id(text: str) -> str:
    """Return an id without the mark of a variant, which is an item of its own."""
    return "" if _VARIANT.search(text) else text


def place(category: str) -> dict[str, Any]:
    """Return chapter and section where a category's path names them.

    Examples
    --------
    >>> place("$course$/top/题库/C3/C3.2")
    {'chapter': 'C3', 'section': 'C3.2'}
    """
    found: dict[str, Any] = {}
    for part in category.split("/"):
        if _CHAPTER.match(part):
            found["chapter"] = part
        elif _SECTION.match(part):
            found["section"] = part
    return found


def from_tags(tags: list[str]) -> dict[str, Any]:
    """Return level, version and sources where tags name them."""
    found: dict[str, Any] = {tag: [] for tag in ("source", "corrects")}
    for tag in tags:
        if tag in LEVELS:
            found["level"] = tag
        elif version := _VERSION.match(tag):
            found["version"] = int(version[1])
        elif _SOURCE.match(tag):
            found["corrects" if tag.startswith("F-") else "source"].append(tag)
    return {name: value for name, value in found.items() if value != []}


def scheme(markdown: str) -> tuple[str, list[dict[str, Any]]]:
    r"""Return the model answer and the key points of graders' notes in our form.

    Examples
    --------
    >>> scheme("**参考答案**\n\n甲。\n\n**评分要点**\n\n- （2）乙")[0]
    '甲。'
    """
    parts = _HEADING.split(markdown)
    if len(parts) != 5 or parts[1][0] not in "参M":
        return markdown.strip(), []
    rubric = [
        {"text": Words(found[2]), "weight": float(found[1])}
        for line in parts[4].splitlines()
        if (found := _POINT.match(line))
    ]
    return parts[2].strip(), rubric
