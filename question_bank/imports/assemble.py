"""Makes draft items of what a reader found: ids, defaults, both languages, the schema's check."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from crm_models.text import Text
from question_bank import types, yaml_source
from question_bank.faults import say
from question_bank.imports.draft import Draft, Finding, Words
from question_bank.imports.languages import Which, bilingual, untranslated
from question_bank.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(r"^[A-Z][A-Z0-9]*(-[A-Z]+)?-\d{3}$")
_LAST = 999
_ORDER = ("id", "version", "type", "chapter", "section", "level", "difficulty", "points")
_LATE = ("source", "corrects", "status", "stem")
_OPEN = Text(
    "另一种语言待译（搜索“待译”）",
    "the other language is missing (search for 'to be translated')",
)
_FULL = Text(
    "这一章的编号已用完，未导入；请先指定别的章", "the chapter has no free id; choose another"
)


@dataclass(frozen=True)
class Settings:
    """What a file does not say and an importer has to be told.

    Parameters
    ----------
    chapter
        Where questions belong that do not say it.
    level, difficulty, points
        The same for these.
    lang
        The language of the texts.
    taken
        Ids that are in use.
    """

    chapter: str = "C1"
    level: str = "understand"
    difficulty: float = 0.5
    points: float = 4
    lang: Which = "auto"
    taken: frozenset[str] = frozenset()


@dataclass
class Imported:
    """Draft items as data, and what a person has to look at."""

    items: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def to_yaml(self) -> str:
        """Return the items as one of the bank's files."""
        head = "# yaml-language-server: $schema=../../schema.json\n\n"
        return head + "\n".join(yaml_source.dump([item]) for item in self.items)


def assemble(found: Iterable[Draft | Finding], file: str, settings: Settings) -> Imported:
    """Return the items of a file, and its findings by line.

    An id of ours is kept unless the file has it twice; every other question gets the next free
    one of its chapter. What the schema refuses is reported and left out.
    """
    made = Imported()
    used: set[str] = set()
    for each in found:
        if isinstance(each, Finding):
            made.problems.append(Problem(each.text, each.code, file, each.line))
            continue
        chapter = str(each.fields.get("chapter", settings.chapter))
        name = _name(each.id, chapter, used, settings.taken)
        if name is None:
            made.problems.append(Problem(_FULL, "id", file, each.line))
            continue
        data = _item(each, name, chapter, settings)
        faults = _faults(data, file, each.line)
        if faults:
            made.problems += faults
            continue
        used.add(name)
        made.items.append(data)
        if untranslated(data):
            made.problems.append(
                Problem(_OPEN, "translation", file, each.line, name, severity="warning")
            )
    made.problems.sort(key=lambda problem: problem.line)
    return made


def _name(own: str, chapter: str, used: set[str], taken: frozenset[str]) -> str | None:
    if _ID.match(own) and own not in used:
        return own
    for number in range(1, _LAST + 1):
        name = f"{chapter}-{number:03d}"
        if name not in used and name not in taken:
            return name
    return None


def _item(draft: Draft, name: str, chapter: str, settings: Settings) -> dict[str, Any]:
    given = {key: _spoken(value, settings.lang) for key, value in draft.fields.items()}
    data = {
        "version": 1,
        "level": settings.level,
        "difficulty": settings.difficulty,
        "points": settings.points,
        **given,
        "id": name,
        "type": draft.type,
        "chapter": chapter,
        "status": "draft",
    }
    first = {key: data.pop(key) for key in (*_ORDER, *_LATE) if key in data}
    return {**first, **data}


def _spoken(value: Any, lang: Which) -> Any:
    if isinstance(value, Words):
        return bilingual(value.text, lang)
    if isinstance(value, dict):
        return {key: _spoken(each, lang) for key, each in value.items()}
    if isinstance(value, list):
        return [_spoken(each, lang) for each in value]
    return value


def _faults(data: dict[str, Any], file: str, line: int) -> list[Problem]:
    try:
        types.item_type(data["type"]).model_validate(data)
    except ValidationError as error:
        left = Text("；这道题未导入", "; the question was left out")
        return [
            Problem(
                Text(said.zh + left.zh, said.en + left.en),
                "schema",
                file,
                line,
                field=".".join(str(part) for part in fault["loc"]),
            )
            for fault in error.errors(include_url=False)
            for said in [say(fault)]
        ]
    return []
