"""The Kano questionnaire: five answers, six categories, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction.responses import case_weights
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

ANSWERS = {
    "like": Text("我很喜欢", "I like it"),
    "must_be": Text("理应如此", "It must be that way"),
    "neutral": Text("无所谓", "I am neutral"),
    "live_with": Text("勉强接受", "I can live with it"),
    "dislike": Text("我很不喜欢", "I dislike it"),
}
"""The five answers, coded 1 to 5, to "if the product has it" and "if the product lacks it"."""

CATEGORIES = {
    "M": Text("当然质量", "must-be"),
    "O": Text("期望质量", "one-dimensional"),
    "A": Text("魅力质量", "attractive"),
    "I": Text("无差异质量", "indifferent"),
    "R": Text("反向质量", "reverse"),
    "Q": Text("可疑回答", "questionable"),
}
"""The categories, in the order of the rule M > O > A > I. The course names the first three."""

EVALUATION = pd.DataFrame(
    [list("QAAAO"), list("RIIIM"), list("RIIIM"), list("RIIIM"), list("RRRRQ")],
    index=pd.Index(list(ANSWERS), name="functional"),
    columns=pd.Index(list(ANSWERS), name="dysfunctional"),
)
"""Category by the answer to the functional (row) and the dysfunctional question (column).

Source: the Kano evaluation table (Kano et al. 1984; Berger et al. 1993).
"""


def classify(
    functional: pd.DataFrame | pd.Series | Sequence[object],
    dysfunctional: pd.DataFrame | pd.Series | Sequence[object],
) -> pd.DataFrame:
    """Sort each pair of answers into a category.

    Parameters
    ----------
    functional
        Answers to "how do you feel if the product has it?", 1 (like) to 5 (dislike) or the names
        of `ANSWERS`; one row per respondent, one column per feature.
    dysfunctional
        Answers to "how do you feel if the product lacks it?", in the same shape.

    Returns
    -------
    DataFrame
        Letters of `CATEGORIES`.

    Raises
    ------
    DataError
        Naming the rows with gaps or answers that are none of the five.

    Examples
    --------
    >>> has = pd.DataFrame({"wifi": [1, 1, 3], "noise": ["dislike", "like", "neutral"]})
    >>> lacks = pd.DataFrame({"wifi": [5, 3, 5], "noise": ["like", "like", "neutral"]})
    >>> classify(has, lacks)
      wifi noise
    0    O     R
    1    A     Q
    2    M     I
    """
    has, lacks = pd.DataFrame(functional), pd.DataFrame(dysfunctional)
    if not (has.index.equals(lacks.index) and has.columns.equals(lacks.columns)):
        raise ModelError(
            "正向题与反向题的受访者（行）和特性（列）要相同",
            "functional and dysfunctional answers need the same respondents (rows) and features "
            "(columns)",
        )
    rows = _codes(has, Text("正向题", "functional answers"))
    columns = _codes(lacks, Text("反向题", "dysfunctional answers"))
    letters = EVALUATION.to_numpy()[rows, columns]
    return pd.DataFrame(letters, index=has.index, columns=has.columns)


def counts(categories: pd.DataFrame, *, weights: ArrayLike | None = None) -> pd.DataFrame:
    """Count the categories of each feature.

    Parameters
    ----------
    categories
        From `classify`.
    weights
        How often each respondent counts.

    Returns
    -------
    DataFrame
        One row per feature, columns M, O, A, I, R, Q.

    Examples
    --------
    >>> counts(pd.DataFrame({"wifi": ["O", "A", "M", "O"]}))
          M  O  A  I  R  Q
    wifi  1  2  1  0  0  0
    """
    unknown = ~categories.isin(list(CATEGORIES)).all(axis=1).to_numpy()
    if unknown.any():
        raise DataError(
            f"未知的类别，可用：{'、'.join(CATEGORIES)}",
            f"unknown category; there are: {', '.join(CATEGORIES)}",
            rows=categories.index[unknown],
        )
    if weights is None:
        table = {letter: (categories == letter).sum() for letter in CATEGORIES}
    else:
        times = case_weights(weights, categories.index)
        table = {letter: (categories == letter).mul(times, axis=0).sum() for letter in CATEGORIES}
    return pd.DataFrame(table)


def _codes(answers: pd.DataFrame, name: Text) -> NDArray[np.intp]:
    names = {answer: place for place, answer in enumerate(ANSWERS)}
    known = names | {place + 1: place for place in range(len(ANSWERS))}
    places = answers.apply(lambda column: column.map(known))
    wrong = places.isna().any(axis=1).to_numpy()
    if wrong.any():
        raise DataError(
            f"{name.zh}的回答缺失，或不是 1–5（或 {'、'.join(ANSWERS)}）",
            f"{name.en} are missing, or neither 1 to 5 nor one of {', '.join(ANSWERS)}",
            rows=answers.index[wrong],
        )
    found: NDArray[np.intp] = places.to_numpy(dtype=np.intp)
    return found
