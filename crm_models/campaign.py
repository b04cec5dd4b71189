"""What a campaign is expected to bring, from which response on it pays, and what a lead costs."""

from __future__ import annotations

import math

from crm_models.errors import ModelError


def expected_profit(
    *,
    contacts: float,
    response: float,
    margin: float,
    contact_cost: float,
    fixed_cost: float = 0.0,
) -> float:
    """Return the expected profit: everybody approached costs, only those who respond bring in.

    contacts (response margin - contact_cost) - fixed_cost

    Parameters
    ----------
    contacts
        Customers approached.
    response
        Probability that one of them buys, 0 to 1.
    margin
        Contribution of one purchase, before the cost of the campaign.
    contact_cost
        Cost of approaching one customer, whether the customer buys or not.
    fixed_cost
        Cost of the campaign whatever its size.

    Examples
    --------
    >>> expected_profit(contacts=1000, response=0.05, margin=80, contact_cost=3, fixed_cost=200)
    800.0
    """
    _checked(contacts, contact_cost, fixed_cost)
    if not 0 <= response <= 1:
        raise ModelError(
            f"响应率要在 0 与 1 之间：{response}", f"the response lies between 0 and 1: {response}"
        )
    return contacts * (response * margin - contact_cost) - fixed_cost


def break_even_response(
    *, margin: float, contact_cost: float, fixed_cost: float = 0.0, contacts: float = 1.0
) -> float:
    """Return the response from which on a campaign pays: all costs per contact over the margin.

    Above 1 it cannot pay.

    Parameters
    ----------
    margin, contact_cost, fixed_cost, contacts
        See `expected_profit`; contacts matter only where there are fixed costs.

    Examples
    --------
    >>> break_even_response(margin=80, contact_cost=3)
    0.0375
    """
    _checked(contacts, contact_cost, fixed_cost)
    if not (margin > 0 and contacts > 0):
        raise ModelError(
            f"毛利和人数要大于 0：{margin}，{contacts}",
            f"margin and contacts must be positive: {margin}, {contacts}",
        )
    return (contact_cost + fixed_cost / contacts) / margin


def cost_per_conversion_change(*, cost_change: float, conversion_change: float) -> float:
    """Return how the cost per conversion changes when cost and conversions both change.

    (1 + cost_change) / (1 + conversion_change) - 1, everything as shares of the old values; with
    a change of the conversion rate, the number of visitors must be the same before and after.

    Parameters
    ----------
    cost_change, conversion_change
        -0.2 is 20 % less, 0.4 is 40 % more.

    Examples
    --------
    A report of a cost down by 20 % and conversions up by 40 %:

    >>> round(cost_per_conversion_change(cost_change=-0.2, conversion_change=0.4), 4)
    -0.4286
    """
    if not (cost_change >= -1 and conversion_change > -1):
        raise ModelError(
            f"降幅不能超过 100 %，转化不能降为零：{cost_change}，{conversion_change}",
            f"nothing falls by more than all, and some conversions must be left: {cost_change}, "
            f"{conversion_change}",
        )
    return (1 + cost_change) / (1 + conversion_change) - 1


def _checked(*numbers: float) -> None:
    if not (min(numbers) >= 0 and math.isfinite(sum(numbers))):
        raise ModelError(
            f"人数和费用不能为负：{numbers}", f"contacts and costs must not be negative: {numbers}"
        )
