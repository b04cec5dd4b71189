"""An online shop with dated transactions, drawn from the models of buying till you leave."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

Process = Literal["BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD"]

PARAMS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "BetaGeoNBD": {"r": 0.8, "alpha": 16.0, "a": 0.8, "b": 2.5},
        "ModifiedBetaGeoNBD": {"r": 0.8, "alpha": 16.0, "a": 0.8, "b": 2.5},
        "ParetoNBD": {"r": 0.8, "alpha": 16.0, "s": 0.6, "beta": 12.0},
        "GammaGamma": {"p": 6.0, "q": 4.0, "gamma": 45.0},
    }
)
"""Usual parameters, time in weeks, money in yuan: a mean purchase of 90 yuan, one in 20 weeks.
Much quicker buyers would often buy twice a day, which a summary by days counts once."""

FIRST_DAY = pd.Timestamp("2024-01-01")


@dataclass(frozen=True)
class OnlineShop:
    """The customers and the transactions of one online shop.

    Parameters
    ----------
    customers
        Indexed by ``customer_id``: ``first_purchase`` (day), and what a shop never sees:
        ``purchase_rate`` (per week), ``mean_spend`` (yuan) and ``alive`` (still a customer at the
        end).
    transactions
        One row per purchase, by date: ``customer_id``, ``date`` (day), ``amount`` (yuan).
    as_of
        The last day.
    process
        The model that purchases are drawn from.
    params
        Its parameters and those of Gamma-Gamma, time in weeks.
    """

    customers: pd.DataFrame
    transactions: pd.DataFrame
    as_of: pd.Timestamp
    process: Process
    params: Mapping[str, Mapping[str, float]]


def online_shop(
    seed: int,
    n: int = 1000,
    *,
    process: Process = "BetaGeoNBD",
    params: Mapping[str, float] | None = None,
    spend: Mapping[str, float] | None = None,
    weeks: int = 78,
    joining: int = 12,
) -> OnlineShop:
    """Return an online shop whose true parameters are known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of customers.
    process
        ``"BetaGeoNBD"``, ``"ModifiedBetaGeoNBD"`` or ``"ParetoNBD"``.
    params, spend
        Parameters of the process (weeks) and of Gamma-Gamma (yuan); `PARAMS` if None.
    weeks
        Length of observation.
    joining
        Customers make their first purchase in the first so many weeks.

    Examples
    --------
    >>> shop = online_shop(1, n=50)
    >>> shop.transactions.columns.tolist(), len(shop.customers)
    (['customer_id', 'date', 'amount'], 50)
    """
    if process not in get_args(Process):
        raise ModelError(
            f"process 只能是 {'、'.join(get_args(Process))}",
            f"process is one of {', '.join(get_args(Process))}",
        )
    if n < 1 or not 0 < joining < weeks:
        raise ModelError(
            f"客户数至少为 1，joining 要小于 weeks：{n}，{joining}，{weeks}",
            f"at least one customer, and joining below weeks: {n}, {joining}, {weeks}",
        )
    chosen = {
        process: dict(params or PARAMS[process]),
        "GammaGamma": dict(spend or PARAMS["GammaGamma"]),
    }
    rng = np.random.default_rng([seed, 4])
    start = rng.integers(0, 7 * joining, n)
    length = (7 * weeks - 1 - start) / 7
    rate, alive, who, when = _purchases(process, chosen[process], length, rng)
    p, q, gamma = (chosen["GammaGamma"][name] for name in ("p", "q", "gamma"))
    nu = rng.gamma(q, 1 / gamma, n)
    buyer = np.concatenate([np.arange(n), who])
    # Whole days: the first purchase is at the start of its day, so none comes before it.
    days = np.concatenate([start, start[who] + np.floor(7 * when).astype(np.int64)])
    amount = np.maximum(np.round(rng.gamma(p, 1 / nu[buyer]), 2), 0.01)
    ids = pd.Index([f"N{number:06d}" for number in range(1, n + 1)], name="customer_id")
    order = np.lexsort((buyer, days))
    return OnlineShop(
        customers=pd.DataFrame(
            {
                "first_purchase": FIRST_DAY + pd.to_timedelta(start, unit="D"),
                "purchase_rate": rate,
                "mean_spend": p / nu,
                "alive": alive,
            },
            index=ids,
        ),
        transactions=pd.DataFrame(
            {
                "customer_id": ids[buyer[order]],
                "date": FIRST_DAY + pd.to_timedelta(days[order], unit="D"),
                "amount": amount[order],
            }
        ),
        as_of=FIRST_DAY + pd.Timedelta(days=7 * weeks - 1),
        process=process,
        params=MappingProxyType(
            {name: MappingProxyType(values) for name, values in chosen.items()}
        ),
    )


def _purchases(
    process: Process, params: Mapping[str, float], length: Vector, rng: np.random.Generator
) -> tuple[Vector, NDArray[np.bool_], NDArray[np.intp], Vector]:
    """Draw each one's rate and fate, and the repeat purchases: whose, and when after the first."""
    n = length.size
    rate = rng.gamma(params["r"], 1 / params["alpha"], n)
    if process == "ParetoNBD":
        life = rng.exponential(size=n) / rng.gamma(params["s"], 1 / params["beta"], n)
        wanted = rng.poisson(rate * np.minimum(life, length))
        made, alive, span = wanted, life > length, np.minimum(life, length)
    else:
        wanted = rng.poisson(rate * length)
        # The purchase after which one leaves; in the modified model the first may be the last.
        leaves = rng.geometric(np.maximum(rng.beta(params["a"], params["b"], n), 1e-12))
        leaves -= process == "ModifiedBetaGeoNBD"
        made, alive, span = np.minimum(wanted, leaves), wanted < leaves, length
    who = np.repeat(np.arange(n), wanted)
    when = rng.random(who.size) * span[who]
    order = np.lexsort((when, who))
    who, when = who[order], when[order]
    # Those who leave early do not make the rest of the purchases drawn.
    place = np.arange(who.size) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    kept = place < made[who]
    return rate, np.asarray(alive), who[kept], when[kept]
