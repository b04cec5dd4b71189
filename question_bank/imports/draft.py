"""What a reader yields: drafts of items, and findings about what it would not guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm_models.text import Text


@dataclass(frozen=True)
class Finding:
    """Something that a person has to look at.

    Parameters
    ----------
    line
        Where, from 1; 0 if only the file is known.
    text
        What is odd, and what to do.
    code
        Short name of the kind.
    """

    line: int
    text: Text
    code: str


@dataclass(frozen=True)
class Draft:
    """One question as it was found.

    Parameters
    ----------
    type
        Name of the item type.
    line
        Where it begins.
    fields
        Fields of the item as YAML has them, except that a text may be a plain string: it is
        put into its language later.
    id
        The id that it had, if it had one; kept where it is one of ours and free.
    """

    type: str
    line: int
    fields: dict[str, Any] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class Words:
    """A text that is to become bilingual: what was found, in whatever language it is."""

    text: str
