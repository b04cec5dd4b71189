"""Visits every bilingual text of an item, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.item import Item

Path = tuple[str | int, ...]


def texts(item: Item) -> Iterator[tuple[Path, Text]]:
    """Yield the path and the content of every bilingual text, in the order of the schema."""
    yield from _texts(item, ())


def _texts(part: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for position, each in enumerate(part):
            yield from _texts(each, (*path, position))
