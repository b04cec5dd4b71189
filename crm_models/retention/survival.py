"""How long customers stay when some have not left yet: Kaplan-Meier."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text
from crm_models.transactions import Day, check, day


class Tenure(NamedTuple):
    """How long each customer was seen, and whether they have left.

    Parameters
    ----------
    duration
        Days, indexed by customer.
    event
        True: left after that time. False: still there at the end of observation (censored).
    """

    duration: pd.Series
    event: pd.Series


def tenure(
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    silent_for: int,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
) -> Tenure:
    """Return durations where nobody says goodbye: silence for long enough counts as leaving.

    Parameters
    ----------
    transactions
        One row per transaction; refunds are no sign of life.
    as_of
        Last day of observation.
    silent_for
        A customer without a purchase for more than so many days has left, after the last
        purchase. The others are censored at ``as_of``.
    customer, date, amount
        Names of the columns.

    Examples
    --------
    >>> tx = pd.DataFrame({"customer_id": ["a", "a", "b"], "amount": [1.0, 1.0, 1.0],
    ...                    "date": ["2025-01-01", "2025-01-11", "2025-03-01"]})
    >>> stay = tenure(tx, as_of="2025-03-31", silent_for=60)
    >>> stay.duration.tolist(), stay.event.tolist()
    ([10, 30], [True, False])
    """
    plain = check(transactions, customer=customer, date=date, amount=amount)
    last_day = day(as_of)
    bought = plain.loc[(plain["amount"] >= 0) & (plain["day"] <= last_day)]
    days = bought.groupby("customer", observed=True)["day"].agg(["min", "max"])
    event = (last_day - days["max"]).dt.days > silent_for
    end = days["max"].where(event, last_day)
    duration = (end - days["min"]).dt.days
    return Tenure(
        duration.rename("duration").rename_axis(customer),
        event.rename("event").rename_axis(customer),
    )


def kaplan_meier(
    duration: pd.Series | npt.ArrayLike,
    event: pd.Series | npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the Kaplan-Meier estimate of the share of customers who stay beyond each time.

    S(t) is the product of (1 - d_i / n_i) over the times t_i <= t, d_i having left then out of
    n_i who were there just before (Kaplan and Meier 1958). Customers censored at a time are still
    there at it. The standard error is Greenwood's; the limits come from the scale
    log(-log S), so they stay between 0 and 1.

    Parameters
    ----------
    duration
        Time that each customer was seen, at least 0.
    event
        Whether the customer left (True, 1) or was still there (False, 0).
    confidence
        Of the limits.

    Returns
    -------
    DataFrame
        Indexed by the distinct times: ``at_risk``, ``events``, ``censored``, ``survival``,
        ``std_error``, ``lower``, ``upper``.

    Examples
    --------
    >>> kaplan_meier([1, 2, 2, 3], [1, 1, 0, 0])["survival"].tolist()
    [0.75, 0.5, 0.5]
    """
    times, left = _checked(duration, event)
    if not 0 < confidence < 1:
        raise ModelError(
            f"置信水平在 0 和 1 之间：{confidence}",
            f"confidence lies between 0 and 1: {confidence}",
        )
    distinct, place = np.unique(times, return_inverse=True)
    events = np.bincount(place, weights=left, minlength=len(distinct)).astype("int64")
    seen = np.bincount(place, minlength=len(distinct))
    at_risk = seen[::-1].cumsum()[::-1]
    survival = np.cumprod(1.0 - events / at_risk)
    return pd.DataFrame(
        {
            "at_risk": at_risk,
            "events": events,
            "censored": seen - events,
            "survival": survival,
            **_limits(survival, at_risk, events, confidence),
        },
        index=pd.Index(distinct, name="time"),
    )


def median_lifetime(curve: pd.DataFrame) -> float:
    """Return the first time at which at most half of the customers are left.

    Infinite when more than half are left at the end of observation.

    Parameters
    ----------
    curve
        What `kaplan_meier` returns.

    Examples
    --------
    >>> median_lifetime(kaplan_meier([1, 2, 2, 3], [1, 1, 0, 0]))
    2.0
    """
    reached = curve.index[curve["survival"] <= 0.5 + 1e-12]
    return float(reached[0]) if len(reached) else float("inf")


def explain_survival(curve: pd.DataFrame, time: float) -> Explanation:
    r"""Return the working of the survival at a time.

    Parameters
    ----------
    curve
        What `kaplan_meier` returns.
    time
        Up to which to multiply.

    Examples
    --------
    >>> print(explain_survival(kaplan_meier([1, 2, 2, 3], [1, 1, 0, 0]), 2).substitution)
    S(2) = \left(1 - \frac{1}{4}\right) \left(1 - \frac{1}{3}\right)
    """
    past = curve.loc[(curve.index <= time) & (curve["events"] > 0)]
    factors = [
        rf"\left(1 - \frac{{{d}}}{{{n}}}\right)"
        for d, n in zip(past["events"], past["at_risk"], strict=True)
    ]
    survival = float(past["survival"].iloc[-1]) if len(past) else 1.0
    return Explanation(
        name=Text(f"活过 {time:g} 的比例", f"share staying beyond {time:g}"),
        formula=r"S(t) = \prod_{t_i \le t} \left(1 - \frac{d_i}{n_i}\right)",
        substitution=f"S({time:g}) = {' '.join(factors) or '1'}",
        value=survival,
        interpretation=Text(
            f"估计 {survival:.1%} 的客户停留超过 {time:g}。",
            f"An estimated {survival:.1%} of the customers stay beyond {time:g}.",
        ),
        symbols=(
            ("d_i", Text("在 t_i 离开的人数", "number who left at t_i")),
            ("n_i", Text("t_i 前仍在的人数", "number still there just before t_i")),
        ),
    )


def _checked(
    duration: pd.Series | npt.ArrayLike, event: pd.Series | npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    labels = duration.index if isinstance(duration, pd.Series) else None
    if (
        isinstance(duration, pd.Series)
        and isinstance(event, pd.Series)
        and not (duration.index.equals(event.index))
    ):
        raise ModelError(
            "duration 和 event 的客户不一致", "duration and event do not have the same customers"
        )
    times, flags = np.asarray(duration, dtype="float64"), np.asarray(event, dtype="float64")
    if times.ndim != 1 or times.shape != flags.shape or not len(times):
        raise ModelError(
            f"要一样多的时间和结局：{times.size} 个时间，{flags.size} 个结局",
            f"as many durations as events are needed: {times.size} and {flags.size}",
        )
    bad = ~(np.isfinite(times) & (times >= 0)) | ~np.isin(flags, (0.0, 1.0))
    if bad.any():
        places = np.flatnonzero(bad).tolist()
        raise DataError(
            "时间缺失或为负，或结局不是 0/1",
            "durations are missing or negative, or events are not 0/1",
            rows=places if labels is None else labels[bad].tolist(),
        )
    return times, flags.astype(bool)


def _limits(
    survival: npt.NDArray[np.float64],
    at_risk: npt.NDArray[np.int64],
    events: npt.NDArray[np.int64],
    confidence: float,
) -> dict[str, npt.NDArray[np.float64]]:
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events).astype("float64")))
        error = survival * np.sqrt(greenwood)
        width = NormalDist().inv_cdf(0.5 + confidence / 2) * np.sqrt(greenwood) / np.log(survival)
        lower, upper = survival ** np.exp(-width), survival ** np.exp(width)
    # Before the first departure everybody is there; after the last nobody: no spread to estimate.
    everybody, nobody = survival >= 1.0, survival <= 0.0
    fixed = [(everybody, 1.0), (nobody, 0.0)]
    for where, value in fixed:
        lower, upper = np.where(where, value, lower), np.where(where, value, upper)
    error = np.where(everybody | nobody, 0.0, error)
    return {"std_error": error, "lower": lower, "upper": upper}
