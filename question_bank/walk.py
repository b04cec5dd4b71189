"""Visits every bilingual text of an item, with its place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

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
        for name in filled(type(part)):
            value = getattr(part, name)
            if value is not None:
                yield from _texts(value, (*path, name))
    elif isinstance(part, tuple):
        for position, each in enumerate(part):
            yield from _texts(each, (*path, position))


@cache
def filled(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model that can hold a bilingual text, in the order of the schema.

    Most fields are ids, numbers and flags: a bank of 100,000 items is visited much sooner when
    they are passed over.
    """
    return tuple(
        name for name, field in model.model_fields.items() if _holds_text(field.annotation)
    )


def _holds_text(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(filled(annotation))
    return annotation is Text or any(_holds_text(each) for each in get_args(annotation))
