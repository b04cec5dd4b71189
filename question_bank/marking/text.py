"""Reads a short written answer in named steps, so that the mark can say what was forgiven.

Full-width letters, a full stop at the end or a space between characters are habits of typing,
not mistakes. Each step has a name and a sentence; the steps that changed an answer are
reported with its mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_QUOTES = str.maketrans("“”„‟«»「」『』‘’‚‛`´", '"' * 10 + "'" * 6)
_DASHES = re.compile("[‐‑‒–—―−─]+")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SPACE_BY_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_EDGE = " \t\r\n.,;:!?、。，；：！？…·\"'()[]{}《》〈〉【】"


class Step(NamedTuple):
    """One way of reading: its name, what it does, and the function."""

    name: str
    says: Text
    apply: Callable[[str], str]


STEPS: tuple[Step, ...] = (
    Step(
        "zero_width",
        Text("去掉看不见的字符", "drop invisible characters"),
        lambda text: _ZERO_WIDTH.sub("", text),
    ),
    Step(
        "width",
        Text("全角字符按半角读", "read full-width characters as ordinary ones"),
        lambda text: unicodedata.normalize("NFKC", text),
    ),
    Step("case", Text("不分大小写", "ignore case"), str.casefold),
    Step(
        "quotes",
        Text("统一引号和破折号", "unify quotation marks and dashes"),
        lambda text: _DASHES.sub("-", text.translate(_QUOTES)),
    ),
    Step(
        "edges",
        Text("去掉首尾的空格和标点", "drop spaces and punctuation at the ends"),
        lambda text: text.strip(_EDGE),
    ),
    Step(
        "spaces",
        Text(
            "去掉汉字旁的空格，合并其余空格", "drop spaces beside Chinese characters, join others"
        ),
        lambda text: " ".join(_SPACE_BY_CJK.sub("", text).split()),
    ),
)


class Reading(NamedTuple):
    """An answer as it was read.

    Parameters
    ----------
    text
        The text after all steps.
    steps
        Names of the steps that changed it.
    """

    text: str
    steps: tuple[str, ...]


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read an answer.

    Examples
    --------
    >>> read("ＣＲＭ。")
    Reading(text='crm', steps=('width', 'case', 'edges'))
    >>> read("客户 关系管理").text
    '客户关系管理'
    """
    used = []
    for step in STEPS:
        changed = step.apply(text)
        if changed != text:
            used.append(step.name)
        text = changed
    return Reading(text, tuple(used))


def describe(steps: tuple[str, ...]) -> Text | None:
    """Say which steps were taken; None if none was."""
    said = [step.says for step in STEPS if step.name in steps]
    if not said:
        return None
    return Text(
        "识别时：" + "；".join(says.zh for says in said) + "。",
        "Read with: " + "; ".join(says.en for says in said) + ".",
    )
