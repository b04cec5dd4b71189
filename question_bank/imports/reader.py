"""What a reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_models.text import Text
    from question_bank.imports.draft import Draft, Finding

Read = Callable[[bytes], "Iterator[Draft | Finding]"]


class Unreadable(Exception):  # noqa: N818 - it is about the file, not about the program
    """Raised by a reader for a file that is not in its format.

    Parameters
    ----------
    text
        What is wrong and what to do.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


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
        :class:`Unreadable` if the file as a whole cannot be read.
    """

    title: Text
    suffixes: tuple[str, ...]
    read: Read
