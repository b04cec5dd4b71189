"""Nothing that Moodle cannot take: images, forbidden characters, more right options than ten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import moodle_scoring
from question_bank.linting import Finding
from question_bank.types.multiple import Multiple
from question_bank.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context

_IMAGE = re.compile(r"!\[[^\]]*\]\(|<img\b")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ue000-\uf8ff]")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find images, characters that XML cannot hold, and choices without a fraction."""
    for item in bank:
        for path, text in texts(item):
            for lang in ("zh", "en"):
                if _IMAGE.search(text.of(lang)):
                    note = Text(
                        "导出时不带图片，请写成文字或表格",
                        "exports carry no images; put it into words or a table",
                    )
                    yield Finding(item, note, (*path, lang))
                if _FORBIDDEN.search(text.of(lang)):
                    note = Text(
                        "有不能写进 XML 的字符，请删去",
                        "a character cannot stand in XML; remove it",
                    )
                    yield Finding(item, note, (*path, lang))
        if isinstance(item, Multiple):
            right = sum(option.correct for option in item.options)
            if right and all(abs(right * f - 1) > 1e-6 for f in moodle_scoring.FRACTIONS):
                note = Text(
                    f"{right} 个正确选项，Moodle 没有对应的分值比例，请减少",
                    f"Moodle has no fraction for {right} right options; use fewer",
                )
                yield Finding(item, note, ("options",))
