"""What went wrong, in both languages, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 5


class ModelError(ValueError):
    """A model cannot be computed as asked.

    The message says what is wrong, where, and what to do, once in each language.

    Parameters
    ----------
    zh, en
        The message, each on one line.

    Examples
    --------
    >>> error = ModelError("贴现率不能小于 -1", "the discount rate cannot be below -1")
    >>> error.of("en")
    'the discount rate cannot be below -1'
    >>> str(error)
    '贴现率不能小于 -1 | the discount rate cannot be below -1'
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.text = Text(zh, en)

    def of(self, lang: Lang) -> str:
        """Return the message in one language."""
        return self.text.of(lang)

    def __str__(self) -> str:
        return f"{self.text.zh} | {self.text.en}"


class DataError(ModelError):
    """Some rows of the data cannot be used.

    Parameters
    ----------
    zh, en
        The message, each on one line, without the rows: they are added.
    rows
        Index labels of the rows at fault. The message names the first five.

    Examples
    --------
    >>> error = DataError("金额缺失", "the amount is missing", rows=[3, 8])
    >>> error.of("en")
    'the amount is missing (2 rows: 3, 8)'
    >>> error.of("zh")
    '金额缺失（共 2 行：3、8）'
    >>> error.rows
    (3, 8)
    """

    def __init__(self, zh: str, en: str, rows: Iterable[object] = ()) -> None:
        self.rows = tuple(rows)
        full = _with_rows(Text(zh, en), self.rows)
        super().__init__(full.zh, full.en)
        # args rebuild the error when it is copied or sent between processes.
        self.args = (zh, en, self.rows)


def _with_rows(text: Text, rows: tuple[object, ...]) -> Text:
    if not rows:
        return text
    shown, more = [str(row) for row in rows[:_SHOWN]], len(rows) > _SHOWN
    zh = "、".join(shown) + ("……" if more else "")
    en = ", ".join(shown) + (", ..." if more else "")
    noun = "row" if len(rows) == 1 else "rows"
    return Text(f"{text.zh}（共 {len(rows)} 行：{zh}）", f"{text.en} ({len(rows)} {noun}: {en})")
