"""Short answer: explain or argue in a paragraph (简答题)."""

from __future__ import annotations

from typing import ClassVar, Literal

from crm_models.text import Text
from question_bank.rubric import Prose


class ShortAnswer(Prose):
    """A question to be answered in a paragraph."""

    title: ClassVar[Text] = Text("简答题", "short answer")
    lines: ClassVar[int] = 12

    type: Literal["short_answer"]


ITEM = ShortAnswer
