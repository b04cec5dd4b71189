"""Turns an item with a generator into the item that one seed gives."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from crm_models.text import Text
from question_bank import generators, registry
from question_bank.draw import Draw
from question_bank.problems import BankError
from question_bank.types.numeric import Mistake, Numeric
from question_bank.walk import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Value
    from question_bank.item import Item

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}]*))?\}")
_QUANTITIES = {(Numeric, "value"), (Mistake, "value")}


def realise(item: Item, seed: int) -> Item:
    """Return the item of one seed: no placeholder and no name of a value is left.

    Parameters
    ----------
    item
        Any item; without a generator it comes back unchanged.
    seed
        The variant, 0 or more.

    Raises
    ------
    BankError
        There is no such generator, it draws no such value, or a value is not finite.
    """
    if item.generator is None:
        return item
    values = drawn(item, seed)
    return item.model_copy(update={**_filled(item, values, item), "generator": None})


def drawn(item: Item, seed: int) -> Mapping[str, Value]:
    """Return the values that a seed gives."""
    if item.generator is None:
        return {}
    try:
        return _drawn(item.generator, seed)
    except KeyError:
        known = registry.module_names(generators)
        raise BankError.one(
            f"没有名为“{item.generator}”的生成器；可用：{'、'.join(known)}",
            f"there is no generator '{item.generator}'; known: {', '.join(known)}",
            code="variant",
            item=item.id,
            field="generator",
        ) from None


@lru_cache(maxsize=4096)
def _drawn(generator: str, seed: int) -> Mapping[str, Value]:
    """Draw once: items that share generator and seed share the data, like parts of a case."""
    module = registry.module(generators, generator)
    values: Mapping[str, Value] = module.generate(Draw(generator, seed))
    for name, value in values.items():
        if not isinstance(value, str) and not math.isfinite(value):
            raise BankError.one(
                f"种子 {seed} 使“{name}”没有有限的值（{value}）",
                f"seed {seed} gives no finite '{name}' ({value})",
                code="variant",
                field=generator,
            )
    return values


def _filled(item: Item, values: Mapping[str, Value], part: BaseModel) -> dict[str, Any]:
    """Return the fields of an item, or of a part of it, that a seed can change."""
    kind = type(part)
    return {name: _fill(item, values, getattr(part, name), (kind, name)) for name in _varying(kind)}


@cache
def _varying(model: type[BaseModel]) -> tuple[str, ...]:
    return (*filled(model), *(name for kind, name in _QUANTITIES if kind is model))


def _fill(item: Item, values: Mapping[str, Value], part: Any, place: tuple[type, str]) -> Any:
    if isinstance(part, Text):
        return Text(_words(item, values, part.zh), _words(item, values, part.en))
    if isinstance(part, BaseModel):
        return part.model_copy(update=_filled(item, values, part))
    if isinstance(part, tuple):
        return tuple(_fill(item, values, each, place) for each in part)
    if isinstance(part, str) and place in _QUANTITIES:
        return float(_value(item, values, part))
    return part


def _words(item: Item, values: Mapping[str, Value], text: str) -> str:
    if "{" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        return format(_value(item, values, found[1]), found[2] or "")

    return PLACEHOLDER.sub(put, text)


def _value(item: Item, values: Mapping[str, Value], name: str) -> Value:
    try:
        return values[name]
    except KeyError:
        raise BankError.one(
            f"生成器“{item.generator}”没有给出“{name}”；它给出：{'、'.join(values)}",
            f"the generator '{item.generator}' gives no '{name}'; it gives: {', '.join(values)}",
            code="variant",
            item=item.id,
            field="generator",
        ) from None
