"""Term: define a concept in a few sentences (名词解释)."""

from __future__ import annotations

from typing import ClassVar, Literal

from crm_models.text import Text
from question_bank.rubric import Prose


class Term(Prose):
    """A concept to be defined."""

    title: ClassVar[Text] = Text("名词解释", "term")

    type: Literal["term"]


ITEM = Term
