"""Channel customers: what trade credit costs, how long it lasts, and when goods stray.

Diverting goods (selling into another dealer's territory) pays as soon as the price there exceeds
what the goods cost the diverter, freight included. A rebate on volume lowers that cost, which is
why goods may stray even at prices below the invoice.
"""

from __future__ import annotations

from crm_models.errors import ModelError


def cash_discount_cost(
    discount: float,
    discount_days: float,
    net_days: float,
    *,
    year: float = 365.0,
    compound: bool = False,
) -> float:
    """Return the yearly interest that a buyer pays who lets a cash discount go.

    Terms such as "2/10, net 30" offer a discount for paying by day 10 on what is due on day 30.
    Who waits borrows the discounted price for the days in between and pays the discount for it:
    d / (1 - d) * year / (net days - discount days), the formula of corporate finance textbooks
    (Ross, Westerfield and Jaffe, Corporate Finance, chapter on credit).

    Parameters
    ----------
    discount
        Share of the price taken off, 0.02 for 2 %.
    discount_days, net_days
        Days until which the discount holds, and after which the full price is due.
    year
        Days of a year; some books count 360.
    compound
        Whether the interest of each span earns interest too (the effective yearly rate).

    Returns
    -------
    float
        Rate per year, as a fraction.

    Examples
    --------
    >>> round(cash_discount_cost(0.02, 10, 30), 4)
    0.3724
    >>> round(cash_discount_cost(0.02, 10, 30, compound=True), 4)
    0.4459
    """
    if not (0 < discount < 1 and 0 <= discount_days < net_days and year > 0):
        raise ModelError(
            f"折扣要在 0 和 1 之间，折扣期要短于信用期：{discount}，{discount_days}，{net_days}",
            "the discount lies between 0 and 1, and its days end before the full price is due: "
            f"{discount}, {discount_days}, {net_days}",
        )
    rate, spans = discount / (1 - discount), year / (net_days - discount_days)
    return float((1 + rate) ** spans - 1) if compound else rate * spans


def days_sales_outstanding(
    receivables: float, credit_sales: float, *, days: float = 365.0
) -> float:
    """Return how many days of credit sales are still unpaid (DSO).

    Parameters
    ----------
    receivables
        What customers owe at the end of the period, in money.
    credit_sales
        Sales on credit during the period; cash sales leave no receivables and do not count.
    days
        Length of the period.

    Examples
    --------
    >>> days_sales_outstanding(60, 365)
    60.0
    """
    if not (receivables >= 0 and credit_sales > 0 and days > 0):
        raise ModelError(
            f"应收账款不能为负，赊销额和天数要大于 0：{receivables}，{credit_sales}，{days}",
            "receivables must not be negative, credit sales and days must be positive: "
            f"{receivables}, {credit_sales}, {days}",
        )
    return receivables / (credit_sales / days)


def diversion_break_even(
    list_price: float, *, discount: float = 0.0, rebate: float = 0.0, freight: float = 0.0
) -> float:
    """Return the price in another territory above which a dealer gains by diverting goods.

    Parameters
    ----------
    list_price
        The maker's list price per unit.
    discount
        Share of the list price taken off the dealer's invoice.
    rebate
        Share of the list price paid back later on everything that the dealer buys.
    freight
        Cost per unit of moving the goods there.

    Returns
    -------
    float
        Price per unit: list_price (1 - discount - rebate) + freight.

    Examples
    --------
    >>> diversion_break_even(100, discount=0.1, rebate=0.05, freight=3)
    88.0
    """
    shares = discount >= 0 and rebate >= 0 and discount + rebate < 1
    if not (list_price > 0 and freight >= 0 and shares):
        raise ModelError(
            "价格要大于 0，运费不能为负，折扣与返利合计要小于 1："
            f"{list_price}，{freight}，{discount}，{rebate}",
            "the price must be positive, the freight not negative, discount and rebate together "
            f"below 1: {list_price}, {freight}, {discount}, {rebate}",
        )
    return list_price * (1 - discount - rebate) + freight
