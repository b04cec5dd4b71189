"""Which answers are degenerate: a guess would earn their marks, or nothing could.

An answer is all that one check compares with. It is degenerate when it

- holds a number that is not finite (NaN, infinite),
- is empty,
- is zero throughout,
- has three or more values which are all the same.

What does not depend on a student's data is left to the instructor: a case made by hand may well
expect 0. A call belongs there when its arguments and its expected value are the same for every
seed; a value that is checked as such never does.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.labs.proof.listening import Answer

SAME_FROM = 3
"""So many equal values are no accident; two may well be equal."""


def atoms(value: Any) -> Iterator[Any]:
    """Yield the single values inside a value; labels do not count.

    Examples
    --------
    >>> list(atoms({"a": [1, 2.0], "b": np.array([3])}))
    [1, 2.0, 3]
    """
    if isinstance(value, pd.DataFrame):
        for name in value.columns:
            yield from value[name].tolist()
    elif isinstance(value, pd.Series | pd.Index | np.ndarray):
        yield from np.asarray(value).ravel().tolist()
    elif isinstance(value, dict):
        for inner in value.values():
            yield from atoms(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from atoms(inner)
    else:
        yield value.item() if isinstance(value, np.generic) else value


def degenerate(answer: Answer) -> Text | None:
    """Say what is degenerate in an answer; None where nothing is.

    Examples
    --------
    >>> from course.labs.proof.listening import Answer
    >>> degenerate(Answer((), ([0.0, 0.0],))).en
    'zero throughout'
    >>> degenerate(Answer((), (0.25,))) is None
    True
    """
    values = list(atoms(list(answer.expected)))
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if not values or any(isinstance(v, str) and not v for v in values):
        return Text("是空的", "empty")
    if any(not math.isfinite(number) for number in numbers):
        return Text("有不是有限数的值（NaN 或无穷大）", "holds a value that is not finite")
    if len(numbers) == len(values) and not any(numbers):
        return Text("全是 0", "zero throughout")
    if len(values) >= SAME_FROM and len({repr(value) for value in values}) == 1:
        return Text("所有的值都相同", "the same value throughout")
    return None


def digest(answer: Answer) -> str:
    """Return a digest of an answer and of the arguments that lead to it: equal ones have equal.

    Examples
    --------
    >>> from course.labs.proof.listening import Answer
    >>> digest(Answer(((2,),), (4,))) == digest(Answer(((2,),), (4,)))
    True
    """
    hashed = hashlib.sha256()
    for value in atoms([list(answer.given), list(answer.expected)]):
        hashed.update(repr(value).encode() if _is_data(value) else type(value).__name__.encode())
    return hashed.hexdigest()[:16]


def _is_data(value: Any) -> bool:
    """Whether equal values have equal texts; functions and models show their address."""
    return not callable(value) and " at 0x" not in repr(value)
