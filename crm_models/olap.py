"""Operations on a cube of facts: slice, dice, roll up, rotate (Codd, Codd and Salley 1993).

A cube is a table with one row per fact: columns for its dimensions and for its measures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd


def take_slice(cube: pd.DataFrame, dimension: str, member: object) -> pd.DataFrame:
    """Return the facts of one member of one dimension; the dimension is gone.

    Parameters
    ----------
    cube
        One row per fact.
    dimension
        Name of a dimension.
    member
        One of its members, such as one month.

    Examples
    --------
    >>> import pandas as pd
    >>> cube = pd.DataFrame({"month": [1, 1, 2], "city": list("abb"), "sales": [5, 6, 7]})
    >>> take_slice(cube, "month", 1)["sales"].tolist()
    [5, 6]
    """
    return dice(cube, {dimension: [member]}).drop(columns=dimension)


def dice(cube: pd.DataFrame, members: Mapping[str, Collection[object]]) -> pd.DataFrame:
    """Return the facts whose members are among those wanted; all dimensions stay.

    Parameters
    ----------
    cube
        One row per fact.
    members
        For some dimensions, the members wanted.

    Examples
    --------
    >>> import pandas as pd
    >>> cube = pd.DataFrame({"month": [1, 1, 2], "city": list("abb"), "sales": [5, 6, 7]})
    >>> dice(cube, {"city": ["b"], "month": [1, 2]})["sales"].tolist()
    [6, 7]
    """
    kept = cube
    for dimension, wanted in members.items():
        _known(cube, [dimension])
        lacking = [member for member in wanted if not (cube[dimension] == member).any()]
        if lacking:
            raise ModelError(
                f"维 {dimension} 没有成员 {lacking[0]}",
                f"the dimension {dimension} has no member {lacking[0]}",
            )
        kept = kept[kept[dimension].isin(list(wanted))]
    return kept


def roll_up(cube: pd.DataFrame, by: Sequence[str], measure: str) -> pd.Series:
    """Return the sums of a measure over everything but some dimensions.

    Fewer dimensions roll up, more drill down; the total stays the same. Only measures that add
    up may be summed: counts and amounts, not rates or averages (see `ratio`).

    Parameters
    ----------
    cube
        One row per fact.
    by
        The dimensions that are left; one or more.
    measure
        Name of the measure.

    Examples
    --------
    >>> import pandas as pd
    >>> cube = pd.DataFrame({"month": [1, 1, 2], "city": list("abb"), "sales": [5, 6, 7]})
    >>> roll_up(cube, ["city"], "sales").to_dict()
    {'a': 5, 'b': 13}
    """
    _known(cube, [*by, measure])
    if not by:
        raise ModelError("至少留下一个维", "leave one dimension or more")
    found: pd.Series = cube.groupby(list(by))[measure].sum()
    return found


def ratio(cube: pd.DataFrame, by: Sequence[str], numerator: str, denominator: str) -> pd.Series:
    """Return a rate or an average at a higher level: the sum of the tops over that of the bottoms.

    The mean of the rates below is something else unless all denominators are equal.

    Parameters
    ----------
    cube, by
        See `roll_up`.
    numerator, denominator
        Measures that add up, such as delayed flights and flights.

    Examples
    --------
    >>> import pandas as pd
    >>> cube = pd.DataFrame({"day": [1, 1], "gate": ["a", "b"], "late": [9, 1], "all": [90, 2]})
    >>> round(float(ratio(cube, ["day"], "late", "all")[1]), 4)
    0.1087
    """
    below = roll_up(cube, by, denominator)
    if (below == 0).any():
        empty = below.index[below == 0].tolist()
        raise ModelError(f"{empty[0]} 的分母为零", f"the denominator of {empty[0]} is zero")
    return (roll_up(cube, by, numerator) / below).rename("ratio")


def rotate(cube: pd.DataFrame, rows: str, columns: str, measure: str) -> pd.DataFrame:
    """Return sums as a cross table; exchange rows and columns to look from the other side.

    Parameters
    ----------
    cube
        One row per fact.
    rows, columns
        Two dimensions.
    measure
        Name of a measure that adds up.

    Examples
    --------
    >>> import pandas as pd
    >>> cube = pd.DataFrame({"month": [1, 1, 2], "city": list("abb"), "sales": [5, 6, 7]})
    >>> rotate(cube, "city", "month", "sales").to_numpy().tolist()
    [[5, 0], [6, 7]]
    """
    return roll_up(cube, [rows, columns], measure).unstack(fill_value=0)


def _known(cube: pd.DataFrame, names: Sequence[str]) -> None:
    for name in names:
        if name not in cube.columns:
            has = list(map(str, cube.columns))
            raise ModelError(
                f"数据立方没有 {name}；有：{'、'.join(has)}",
                f"the cube has no {name}; it has: {', '.join(has)}",
            )
