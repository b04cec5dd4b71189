"""What a student's files may hold of a paper: questions, never keys, seeds or generators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from question_bank.notebook import phrases
from question_bank.notebook.stems import stems
from question_bank.types.fill_in import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_models.text import Text
    from question_bank.papers import Paper, Question

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def paper(name: str, sheet: Paper, asked: Sequence[Question]) -> dict[str, Any]:
    """Return the content of ``paper.json``."""
    return {
        "format": 1,
        "paper": name,
        "title": sheet.title._asdict(),
        "questions": [
            _question(each, stem) for each, stem in zip(asked, stems(asked), strict=True)
        ],
        "phrases": phrases.WORDS,
        "style": phrases.STYLE,
    }


def _question(asked: Question, stem: Text) -> dict[str, Any]:
    return {
        "id": asked.item.id,
        "number": asked.number,
        "points": float(asked.points),
        "kind": asked.item.title._asdict(),
        "rule": asked.rule.says._asdict() if asked.rule else None,
        "stem": _html(stem),
        **asked.item.public(),
    }


def _html(text: Text) -> dict[str, str]:
    return {"zh": _rendered(text.zh), "en": _rendered(text.en)}


def _rendered(text: str) -> str:
    # Markdown would take the blanks around a word for emphasis.
    blanks_kept = BLANK.sub(lambda found: r"\_" * len(found[0]), text)
    return str(_MARKDOWN.render(blanks_kept)).strip()
