"""The types of items; one file, one type, found by the file's name.

A module here defines ``ITEM``, a subclass of :class:`question_bank.item.Item` whose field
``type`` is a literal equal to the module's name.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, cast

from question_bank import registry

if TYPE_CHECKING:
    from question_bank.item import Item


def names() -> tuple[str, ...]:
    """Return the names of all types."""
    return registry.module_names(sys.modules[__name__])


@cache
def item_type(name: str) -> type[Item]:
    """Return the class of a type.

    Raises
    ------
    KeyError
        There is no such type.
    """
    return cast("type[Item]", registry.module(sys.modules[__name__], name).ITEM)
