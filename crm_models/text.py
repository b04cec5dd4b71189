"""A text in the course's two languages, kept side by side."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """The same statement in Chinese and in English.

    Examples
    --------
    >>> Text("客户", "customer").of("en")
    'customer'
    """

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.zh if lang == "zh" else self.en
