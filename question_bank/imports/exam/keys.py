"""The notations in which examination papers print their keys.

- on a line of its own: ``标准答案:d``, ``正确答案:ACD``, ``答案:错误``;
- inside the stem: ``(D)``, ``（A B C）``, ``（√）``.
"""

from __future__ import annotations

import re
import unicodedata

_INLINE = re.compile(r"[(（]\s*([A-Ha-h](?:[\s,，、]*[A-Ha-h])*|[√×✓✗对错]|正确|错误)\s*[)）]")
_EMPTY = "（　）"
_JUDGED = {
    "正确": True, "对": True, "√": True, "✓": True, "T": True, "TRUE": True, "是": True,
    "错误": False, "错": False, "×": False, "✗": False, "F": False, "FALSE": False, "否": False,
    "不正确": False, "不对": False, "X": False,
}  # fmt: skip


def letters(text: str) -> str | None:
    """Return the letters of a key, None if it is none.

    Examples
    --------
    >>> letters("d"), letters("A、C，D"), letters("ＡＢ"), letters("错误")
    ('D', 'ACD', 'AB', None)
    """
    bare = re.sub(r"[\s,，、;；.。]+", "", unicodedata.normalize("NFKC", text)).upper()
    return bare if re.fullmatch("[A-H]+", bare) else None


def judged(text: str) -> bool | None:
    """Return the judgement of a key, None if it is none."""
    bare = unicodedata.normalize("NFKC", text).strip(" 。.；;").upper()
    return _JUDGED.get(bare)


def inline(stem: str) -> list[str]:
    """Return the keys that may be printed inside a stem.

    Examples
    --------
    >>> inline("客户关系的四个阶段不包括（ D ）。"), inline("CRM（客户关系管理）是")
    (['D'], [])
    """
    return [found[1] for found in _INLINE.finditer(stem)]


def emptied(stem: str) -> str:
    """Return a stem with the brackets of its key empty."""
    return _INLINE.sub(_EMPTY, stem)
