"""A campus supermarket: 78 synthetic customers and their purchases in one spring term.

Nobody in it exists. The margins (sexes, ages, dormitories, provinces, incomes) are those of a
well-known class project, and hold for every seed; what each customer buys is drawn.

The loyalty card was tried out for 60 days, 17 March to 15 May 2025: 15 days of March, 30 of
April, 15 of May. April therefore has exactly twice the exposure of March and of May. Total
spending rises from March to April, but spending per day falls: the trap of the raw totals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.datasets._campus_conditions import is_well_conditioned
from crm_models.datasets._campus_purchases import draw
from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = pd.Timestamp("2025-03-17")
AS_OF = pd.Timestamp("2025-05-15")
MAY_DAY_WEEK = (pd.Timestamp("2025-05-01"), pd.Timestamp("2025-05-05"))
N_CUSTOMERS = 78

_MONTH_STARTS, _MONTH_DAYS = (0, 15, 45), (15, 30, 15)
_PROVINCES = ("广西", "湖南", "江西", "福建", "海南", "湖北", "四川", "河南", "贵州", "浙江")
_OTHERS_PROVINCES = 13
_MOST_ATTEMPTS = 1000


@dataclass(frozen=True)
class CampusStore:
    """The customers, the transactions and the calendar of one campus store.

    Parameters
    ----------
    seed
        The seed that it was drawn from.
    customers
        One row per customer: ``customer_id``, ``sex`` ("男", "女"), ``age`` (years),
        ``dormitory`` (number of the building), ``province``, ``income`` (monthly disposable
        income, yuan).
    transactions
        One row per transaction, by date: ``transaction_id``, ``order_id``, ``customer_id``,
        ``date`` (day), ``amount`` (yuan; negative for a refund, which names the order that it
        takes back), ``items`` (articles bought; 0 for a refund).
    periods
        One row per month ("3月", "4月", "5月"): ``first`` and ``last`` day of observation, ``days``
        and ``exposure`` (1, 2, 1).
    as_of
        The last day of observation.
    """

    seed: int
    customers: pd.DataFrame
    transactions: pd.DataFrame
    periods: pd.DataFrame
    as_of: pd.Timestamp


def campus_store(seed: int) -> CampusStore:
    """Return a campus store, the same for the same seed on every machine.

    For every seed the margins are exact (20 men and 58 women; ages 20 to 25, mostly 21 and 22; 46
    in dormitory 4, 12 in dormitory 8, 20 in 9 and 10; 65 from Guangdong and 13 from other
    provinces; 59 with at least 1000 yuan a month, some with exactly 1000), and the RFM codes at
    the mean are well conditioned: nobody lies on a mean, each of the eight codes has at least
    three customers, and this holds too with purchases counted by day, M as a mean, or refunds
    ignored. At the median of F there are always ties: there the tie rule decides.

    Parameters
    ----------
    seed
        A whole number from 0.

    Examples
    --------
    >>> store = campus_store(2025)
    >>> store.customers["sex"].value_counts().to_dict()
    {'女': 58, '男': 20}
    >>> store.periods["exposure"].tolist()
    [1, 2, 1]
    """
    if seed < 0:
        raise ModelError(f"种子不能为负：{seed}", f"the seed cannot be negative: {seed}")
    kept = _store(int(seed))
    # Copies: what one does to a store, the next does not see.
    return replace(
        kept,
        customers=kept.customers.copy(),
        transactions=kept.transactions.copy(),
        periods=kept.periods.copy(),
    )


@lru_cache(maxsize=64)
def _store(seed: int) -> CampusStore:
    """Draw the store of a seed; drawing anew costs a fifth of a second, a lab does so often."""
    customers, periods = _customers(np.random.default_rng([seed, 0])), _periods()
    for attempt in range(1, _MOST_ATTEMPTS):
        transactions = draw(customers, np.random.default_rng([seed, attempt]), FIRST_DAY)
        if is_well_conditioned(transactions, periods, AS_OF):
            return CampusStore(seed, customers, transactions, periods, AS_OF)
    raise ModelError(
        f"种子 {seed} 生成不了合格的数据；请换一个种子",
        f"seed {seed} gives no usable data; take another seed",
    )


def _customers(rng: np.random.Generator) -> pd.DataFrame:
    """Draw people whose margins are exact: each column is a shuffled list of the right counts."""

    def shuffled(values: Sequence[object]) -> list[object]:
        return [values[place] for place in rng.permutation(N_CUSTOMERS)]

    def some(low: int, high: int, size: int) -> list[int]:
        return [int(value) for value in rng.integers(low, high, size=size, endpoint=True)]

    ages = [20] * 5 + [21] * 29 + [22] * 27 + [23] * 4 + [24] * 2 + [25]
    ages += some(20, 25, N_CUSTOMERS - len(ages))
    dormitories = [4] * 46 + [8] * 12
    dormitories += some(9, 10, N_CUSTOMERS - len(dormitories))
    provinces: list[object] = ["广东"] * (N_CUSTOMERS - _OTHERS_PROVINCES)
    provinces += [_PROVINCES[place] for place in rng.integers(len(_PROVINCES), size=13)]
    incomes = [50 * fifties for fifties in [*some(10, 19, 19), *[20] * 6, *some(21, 50, 53)]]
    return pd.DataFrame(
        {
            "customer_id": [f"C{number:03d}" for number in range(1, N_CUSTOMERS + 1)],
            "sex": shuffled(["男"] * 20 + ["女"] * 58),
            "age": shuffled(ages),
            "dormitory": shuffled(dormitories),
            "province": shuffled(provinces),
            "income": shuffled(incomes),
        }
    )


def _periods() -> pd.DataFrame:
    first = [FIRST_DAY + pd.Timedelta(days=start) for start in _MONTH_STARTS]
    last = [f + pd.Timedelta(days=n - 1) for f, n in zip(first, _MONTH_DAYS, strict=True)]
    return pd.DataFrame(
        {"first": first, "last": last, "days": _MONTH_DAYS, "exposure": (1, 2, 1)},
        index=pd.Index(["3月", "4月", "5月"], name="period"),
    )
