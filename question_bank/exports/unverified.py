"""What the formats of Chinese platforms share: one line of text, marking that is assumed.

None of these platforms could be tried. Their templates are known from their help pages and
from public programs; how they mark is assumed to be the strictest that these describe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import NotCarried, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Blanks, Gap
    from question_bank.exports.shapes.choice import Choice
    from question_bank.exports.shapes.judgement import Judgement

NOTE = Text(
    "未在真实平台上验证：请先导入几道题试试，评分按最严格的情形预测",
    "not verified on the real platform: import a few questions first; marking is predicted at"
    " its strictest",
)
FIRST_ONLY = Text(
    "只带第一个答案，其他写法会判错",
    "only the first answer goes along; other wordings are marked wrong",
)


MOST_OPTIONS = 8


def options(texts: Sequence[str]) -> Sequence[str]:
    """Return what a row of a template can hold of options.

    Raises
    ------
    NotCarried
        There are more than the template has columns.
    """
    if len(texts) > MOST_OPTIONS:
        raise NotCarried(Text("选项多于 8 个", "there are more than 8 options"))
    return texts


def only_gap(blanks: Blanks) -> Gap:
    """Return the blank of a question that has one.

    Raises
    ------
    NotCarried
        It has several: public programs disagree on what stands between their answers.
    """
    if len(blanks.gaps) > 1:
        raise NotCarried(
            Text(
                "模板里多个空的写法没有可靠的资料",
                "how the template writes several blanks is not known reliably",
            )
        )
    return blanks.gaps[0]


def judged(row: Any, shape: Judgement) -> Piece:
    """Return a judgement that is right or wrong."""
    return Piece(row, lambda given: float(given is shape.correct))


def number_key(question: Question) -> str:
    """Return a number's key as it is to be typed, without its unit."""
    return question.item.key_text().zh.split()[0]


def exactly(row: Any, key: str, losses: tuple[Text, ...]) -> Piece:
    """Return a number that only counts as it is written."""
    return Piece(row, lambda text: float(text.strip() == key), losses)


def line(question: Question) -> str:
    """Return the stem as one line of plain text.

    Raises
    ------
    NotCarried
        It has a table.
    """
    if markup.has_table(question.stem):
        raise NotCarried(
            Text("题干有表格，那里只有文字", "the stem has a table; there is text only")
        )
    return markup.plain(question.stem)


def whole(choice: Choice, chosen: str) -> float:
    """Score a choice all or nothing."""
    return float(set(chosen) == set(choice.key))


def typed(text: str, gap: Gap, *, first: bool) -> bool:
    """Whether a text is an accepted answer, character by character, ends trimmed.

    Parameters
    ----------
    text
        What was typed.
    gap
        The blank.
    first
        Whether its first answer is the only one that the platform knows.
    """
    return text.strip() in (gap.accept[:1] if first else gap.accept)


def reasons(choice: Choice) -> str:
    """Return the explanations of all options as one text."""
    return " ".join(
        f"{each.letter}：{markup.plain(each.why)}" for each in choice.options if each.why
    )


def difficulty(question: Question, names: tuple[str, ...]) -> str:
    """Return the platform's name for a difficulty, easiest first.

    Examples
    --------
    >>> from types import SimpleNamespace as Made
    >>> difficulty(Made(item=Made(difficulty=0.9)), ("易", "中", "难"))
    '难'
    """
    return names[min(int(question.item.difficulty * len(names)), len(names) - 1)]
