"""What a reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_models.text import Text
    from question_bank.imports.draft import Draft, Finding

Read = Callable[[bytes], "Iterator[Draft | Finding]"]


@dataclass(frozen=True)
class Reader:
    """A reader.

    Parameters
    ----------
    title
        The format's name as people read it.
    suffixes
        Endings of files that are in this format unless something else is said.
    read
        Takes the file's bytes, yields drafts and findings in the order of the file. Raises
        ValueError with a sentence ``zh | en`` if the file as a whole cannot be read.
    """

    title: Text
    suffixes: tuple[str, ...]
    read: Read
