"""How well customers are hidden in a table that names nobody: k-anonymity (Sweeney 2002)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def k_anonymity(table: pd.DataFrame, quasi: Sequence[str]) -> int:
    """Return k: how many rows at least share every combination of traits that others may know.

    Names removed, a customer can still be told by age, gender and district together; k is the
    size of the smallest group that looks alike. k = 1: somebody stands alone and can be found.

    Parameters
    ----------
    table
        One row per customer.
    quasi
        The columns that an outsider may know (quasi-identifiers); a missing value counts as a
        value of its own.

    Examples
    --------
    >>> import pandas as pd
    >>> people = pd.DataFrame({"age": ["20-29", "20-29", "30-39"], "spend": [5, 6, 7]})
    >>> k_anonymity(people, ["age"])
    1
    """
    return int(group_sizes(table, quasi).min())


def group_sizes(table: pd.DataFrame, quasi: Sequence[str]) -> pd.Series:
    """Return how many rows share each combination that occurs.

    Parameters
    ----------
    table, quasi
        See `k_anonymity`.
    """
    lacking = [name for name in quasi if name not in table.columns]
    if lacking or not len(quasi) or table.empty:
        raise ModelError(
            f"要有客户，准标识列至少一个、都在表里：{list(quasi)}",
            f"customers are needed, and one quasi-identifier or more in the table: {list(quasi)}",
        )
    found: pd.Series = table.groupby(list(quasi), dropna=False, observed=True).size()
    return found
