"""What to look at again, in one sentence each: the bands that item writers use.

The bands follow Ebel and Frisbie (1991): facility 0.20 to 0.80; discrimination below 0.20 poor,
below 0 suspect; a distractor that fewer than 5% choose does nothing. A question is only called
poor where the class is large enough to tell: the interval has to lie on that side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from question_bank.analysis.choices import Choice
    from question_bank.problems import Severity

EASY, HARD, POOR, IDLE = 0.80, 0.20, 0.20, 0.05
_LEAST_FOR_IDLE = 20


def of_question(
    item: str, values: Mapping[str, float], bounds: Mapping[str, tuple[float, float]]
) -> Iterator[Problem]:
    """Yield what the figures of one question call for.

    Parameters
    ----------
    item
        The question.
    values
        Statistic to value.
    bounds
        Statistic to the ends of its interval.
    """
    low, high = bounds["facility"]
    if low > EASY:
        yield _note(
            item,
            "easy",
            f"几乎人人都会（得分率 {values['facility']:.0%}），分不出高低",
            f"nearly everybody has it right ({values['facility']:.0%}); it tells nobody apart",
        )
    if high < HARD:
        yield _note(
            item,
            "hard",
            f"太难（得分率 {values['facility']:.0%}）：检查题意、答案和教学",
            f"too hard ({values['facility']:.0%}): check wording, key and teaching",
        )
    worst, best = bounds["discrimination"]
    r = values["discrimination"]
    if best < 0:
        yield _note(
            item,
            "negative",
            f"总分高的人反而错得多（区分度 {r:.2f}）：先查答案是否标错",
            f"those who do well get it wrong (discrimination {r:.2f}): check the key first",
            severity="error",
        )
    elif best < POOR:
        yield _note(
            item,
            "poor",
            f"区分度低（{r:.2f}，区间 {worst:.2f} 到 {best:.2f}）",
            f"discriminates poorly ({r:.2f}, between {worst:.2f} and {best:.2f})",
        )


def of_choices(choices: Sequence[Choice], people: int) -> Iterator[Problem]:
    """Yield distractors that do nothing, and wrong options that attract the better half."""
    for each in choices:
        if each.right or len(each.label) > 1:
            continue
        if people >= _LEAST_FOR_IDLE and each.share < IDLE:
            yield _note(
                each.item,
                "idle",
                f"干扰项 {each.label} 只有 {each.share:.0%} 的人选，可以换掉",
                f"distractor {each.label} attracts {each.share:.0%} only; replace it",
            )
        elif each.upper > each.lower and each.correlation > POOR:
            yield _note(
                each.item,
                "attractive",
                f"干扰项 {each.label} 更吸引高分学生（{each.upper:.0%} 对 {each.lower:.0%}）："
                "检查它是不是也对",
                f"distractor {each.label} attracts the upper group"
                f" ({each.upper:.0%} against {each.lower:.0%}): is it right as well?",
                severity="error",
            )


def _note(item: str, code: str, zh: str, en: str, *, severity: Severity = "warning") -> Problem:
    return Problem(Text(zh, en), code, item=item, severity=severity)
