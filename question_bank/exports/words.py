"""In which language an export speaks: Chinese, English, or both side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from crm_models.text import Lang, Text

Language = Literal["zh", "en", "both"]


class Words(NamedTuple):
    """Puts bilingual texts into the language of an export.

    Examples
    --------
    >>> from crm_models.text import Text
    >>> Words("both").line(Text("客户", "customer")), Words("en").line(Text("客户", "customer"))
    ('客户 / customer', 'customer')
    >>> Words("both").line(Text("5%", "5%"))
    '5%'
    """

    lang: Language

    @property
    def main(self) -> Lang:
        """The language that comes first."""
        return "en" if self.lang == "en" else "zh"

    def line(self, text: Text) -> str:
        """Return a text as part of a line."""
        return self._joined(text, " / ")

    def block(self, text: Text) -> str:
        """Return a text as paragraphs."""
        return self._joined(text, "\n\n")

    def maybe(self, text: Text | None) -> str:
        """Return a text that may be missing as paragraphs, empty if it is."""
        return self.block(text) if text else ""

    def _joined(self, text: Text, between: str) -> str:
        if self.lang != "both" or text.zh == text.en:
            return text.of(self.main)
        return f"{text.zh}{between}{text.en}"
