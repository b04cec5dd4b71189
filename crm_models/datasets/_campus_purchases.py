"""What the customers of the campus store buy: drawn day by day, in integer cents (fen)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

# How many customers are drawn as (recent, frequent, spending) types; the codes computed from
# their purchases differ a little, as ranges overlap.
_TYPES = {
    (1, 1, 1): 14,
    (0, 1, 1): 8,
    (1, 0, 1): 9,
    (0, 0, 1): 8,
    (1, 1, 0): 10,
    (0, 1, 0): 9,
    (1, 0, 0): 9,
    (0, 0, 0): 11,
}
_LAST_VISIT_DAYS_AGO = ((8, 22), (0, 8))
_VISITS = ((2, 9), (9, 20))
_TOTAL_YUAN = ((30, 150), (150, 420))
_N_REFUNDS = 6

# Visits per day: term starts briskly, calms down in April; many leave over May Day.
_MARCH, _APRIL, _MAY_DAY, _MAY = 1.0, 0.75, 0.5, 0.8
_WEIGHTS = np.array([_MARCH] * 15 + [_APRIL] * 30 + [_MAY_DAY] * 5 + [_MAY] * 10)

Row = tuple[int, str, int, int, int]
"""Day of observation, customer, number of the order, amount in fen, items."""


def draw(
    customers: pd.DataFrame, rng: np.random.Generator, first_day: pd.Timestamp
) -> pd.DataFrame:
    """Draw all transactions of the customers over the days of observation.

    Parameters
    ----------
    customers
        With ``customer_id`` and ``income``.
    rng
        Only its uniform numbers, integers and permutations are used: these are the same
        everywhere.
    first_day
        Day 0.
    """
    types = [kind for kind, count in _TYPES.items() for _ in range(count)]
    order = rng.permutation(len(types))
    purchases: list[Row] = []
    for place, customer, income in zip(
        order, customers["customer_id"], customers["income"], strict=True
    ):
        for visit in _visits(types[place], income, rng):
            purchases.append((visit[0], customer, len(purchases), *visit[1:]))
    rows = sorted([*purchases, *_refunds(purchases, rng)], key=lambda row: row[:3])
    numbers = {old: new for new, old in enumerate(dict.fromkeys(row[2] for row in rows), start=1)}
    return pd.DataFrame(
        {
            "transaction_id": [f"T{number:04d}" for number in range(1, len(rows) + 1)],
            "order_id": [f"D{numbers[row[2]]:04d}" for row in rows],
            "customer_id": [row[1] for row in rows],
            "date": [first_day + pd.Timedelta(days=row[0]) for row in rows],
            "amount": [row[3] / 100 for row in rows],
            "items": [row[4] for row in rows],
        }
    )


def _visits(
    kind: tuple[int, int, int], income: int, rng: np.random.Generator
) -> Iterator[tuple[int, int, int]]:
    """Draw day, fen and items of each visit of one customer."""
    recent, frequent, spending = kind
    last = len(_WEIGHTS) - 1 - _between(_LAST_VISIT_DAYS_AGO[recent], rng)
    visits = _between(_VISITS[frequent], rng)
    cumulated = np.cumsum(_WEIGHTS[: last + 1])
    earlier = np.searchsorted(cumulated, rng.random(visits - 1) * cumulated[-1], side="right")
    days = sorted([last, *(int(day) for day in earlier)])
    # Those with more to spend spend a little more.
    yuan = _between(_TOTAL_YUAN[spending], rng) * (0.8 + 0.2 * min(income, 2000) / 1000)
    weights = 0.4 + rng.random(visits)
    fen = np.floor(100 * yuan * weights / weights.sum()).astype(int)
    items = rng.integers(1, 5, size=visits, endpoint=True)
    for day, amount, count in zip(days, fen, items, strict=True):
        yield day, max(int(amount), 100), int(count)


def _refunds(purchases: list[Row], rng: np.random.Generator) -> Iterator[Row]:
    """Take some purchases back, every other one in full, a few days later."""
    last_of = {row[1]: row for row in purchases}
    several = [row for row in purchases if row[2] != last_of[row[1]][2]]
    # Half are refunds of a customer's last purchase: they come after it, and must not be taken
    # for a more recent one.
    early = [row for row in last_of.values() if row[0] < len(_WEIGHTS) - 6]
    chosen = [early[place] for place in rng.permutation(len(early))[: _N_REFUNDS // 2]]
    chosen += [several[place] for place in rng.permutation(len(several))[: _N_REFUNDS // 2]]
    for number, (day, customer, order, fen, _) in enumerate(chosen):
        back = fen if number % 2 else fen // 2
        later = min(day + _between((1, 5), rng), len(_WEIGHTS) - 1)
        yield later, customer, order, -back, 0


def _between(bounds: tuple[int, int], rng: np.random.Generator) -> int:
    return int(rng.integers(*bounds, endpoint=True))
