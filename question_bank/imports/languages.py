"""Puts a found text into its language, and says which language is still missing."""

from __future__ import annotations

import re
from typing import Literal

from question_bank.exports.words import Language

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_WORDS = re.compile(r"[A-Za-z]{2,}")
MISSING = {"zh": "（待译）", "en": "(to be translated)"}
"""Stands where a language is missing; an author replaces it."""

Which = Language | Literal["auto"]


def bilingual(text: str, which: Which = "auto") -> dict[str, str]:
    """Return a text as ``{zh: ..., en: ...}``.

    Parameters
    ----------
    text
        What was found.
    which
        Its language; ``both`` splits a text that has Chinese first and English behind a slash
        or a blank line, ``auto`` goes by its characters. A text without words is the same in
        both languages.

    Examples
    --------
    >>> bilingual("客户")
    {'zh': '客户', 'en': '(to be translated)'}
    >>> bilingual("5%"), bilingual("客户 / customer", "both")
    ({'zh': '5%', 'en': '5%'}, {'zh': '客户', 'en': 'customer'})
    """
    if which == "both" and (pair := split(text)):
        return pair
    chinese = bool(CHINESE.search(text))
    if which in ("auto", "both") and not chinese and not _WORDS.search(text):
        return {"zh": text, "en": text}
    lang = which if which in ("zh", "en") else ("zh" if chinese else "en")
    other = "en" if lang == "zh" else "zh"
    return {"zh": "", "en": "", lang: text, other: MISSING[other]}


def split(text: str) -> dict[str, str] | None:
    """Return both halves of a text in two languages, None if it is not plainly one."""
    for between in ("\n\n", " / "):
        parts = text.split(between)
        for cut in range(1, len(parts)):
            left, right = between.join(parts[:cut]), between.join(parts[cut:])
            if CHINESE.search(left) and right.strip() and not CHINESE.search(right):
                return {"zh": left, "en": right}
    return None


def untranslated(data: object) -> bool:
    """Whether a text anywhere in an item waits for its other language."""
    if isinstance(data, dict):
        return any(untranslated(value) for value in data.values())
    if isinstance(data, list):
        return any(untranslated(value) for value in data)
    return data in MISSING.values()
