"""The working behind one customer's R, F, M and code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.rfm.cuts import FEWER_IS_BETTER, Cut, Ties, binary_codes, cut_points
from crm_models.rfm.measures import COLUMNS, compute
from crm_models.rfm.segments import SEGMENTS
from crm_models.rfm.selection import Selected, select
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.transactions import Day

_NAMES = {
    "days_since_last": Text("最近一次购买距今的天数", "days since the last purchase"),
    "frequency": Text("购买次数", "number of purchases"),
    "monetary_value": Text("消费金额", "amount spent"),
}
_MOST_TERMS = 8
_LEVELS = {"1": Text("低", "low"), "2": Text("高", "high")}


def explain(
    transactions: pd.DataFrame, who: object, *, as_of: Day, **options: Any
) -> tuple[Explanation, Explanation, Explanation]:
    r"""Return the working of one customer's R, F and M.

    Parameters
    ----------
    transactions, as_of, options
        As in `crm_models.rfm.compute`.
    who
        The customer.

    Raises
    ------
    ModelError
        If the customer made no purchase in the window.

    Examples
    --------
    >>> tx = pd.DataFrame({"customer_id": ["a", "a"], "amount": [10.0, 20.0],
    ...                    "date": ["2025-04-01", "2025-04-20"]})
    >>> r, f, m = explain(tx, "a", as_of="2025-04-30")
    >>> print(r.substitution)
    R = \text{2025-04-30} - \text{2025-04-20}
    >>> r.number
    '10'
    """
    own = transactions.loc[transactions[options.get("customer", "customer_id")] == who]
    table = compute(own, as_of=as_of, **{**options, "customers": None, "absent": "drop"})
    if table.empty:
        raise ModelError(
            f"客户 {who} 在窗口内没有购买", f"customer {who} made no purchase in the window"
        )
    selection = {k: v for k, v in options.items() if k not in ("monetary", "absent", "customers")}
    rows = select(own, as_of=as_of, **selection)
    r, f, m = (float(value) for value in table.to_numpy()[0])
    return (
        _recency(who, int(r), rows),
        _frequency(
            int(f),
            rows.bought,
            str(options.get("purchases", "row")),
            counted=options.get("refunds") == "count",
        ),
        _money(m, int(f), rows.money["amount"], str(options.get("monetary", "sum"))),
    )


def explain_code(
    table: pd.DataFrame,
    who: object,
    cut: Cut | Mapping[str, Cut] = "mean",
    *,
    ties: Ties = "high",
) -> tuple[Explanation, Explanation, Explanation]:
    """Return the working of one customer's code, one explanation per digit.

    Parameters
    ----------
    table, cut, ties
        As in `crm_models.rfm.binary_codes`.
    who
        The customer.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"days_since_last": [1, 40], "frequency": [9, 2], "monetary_value": [80.0, 30.0]},
    ...     index=["a", "b"])
    >>> [digit.number for digit in explain_code(table, "a")]
    ['2', '2', '2']
    >>> print(explain_code(table, "b")[0].substitution)
    40 > 20.5
    """
    place = table.index.get_indexer(pd.Index([who]))[0]
    if place < 0:
        raise ModelError(f"RFM 表里没有客户 {who}", f"the RFM table has no customer {who}")
    code = str(binary_codes(table, cut, ties=ties).iloc[place])
    segment = SEGMENTS[code].name
    digits = []
    for column, letter, digit in zip(COLUMNS, "RFM", code, strict=True):
        way = cut[column] if isinstance(cut, Mapping) else cut
        point = cut_points(table[column], way, 2)[0]
        value = float(table[column].iloc[place])
        relation = "=" if value == point else ">" if value > point else "<"
        better = "<" if column == FEWER_IS_BETTER else ">"
        better += "=" if ties == "high" else ""
        level = _LEVELS[digit]
        digits.append(
            Explanation(
                name=Text(f"{letter} 位", f"digit {letter}"),
                formula=rf"{letter} {_latex(better)} {letter}^* \Rightarrow 2",
                substitution=f"{value:g} {relation} {point:g}",
                value=float(digit),
                shown=digit,
                interpretation=Text(
                    f"{_NAMES[column].zh}：{level.zh}；编码 {code}，{segment.zh}。",
                    f"{_NAMES[column].en}: {level.en}; code {code}, {segment.en}.",
                ),
                symbols=((f"{letter}^*", Text("分割点", "cut-off point")),),
            )
        )
    return digits[0], digits[1], digits[2]


def _recency(who: object, days: int, rows: Selected) -> Explanation:
    last = rows.as_of - pd.Timedelta(days=days)
    return Explanation(
        name=Text(f"R：{_NAMES[COLUMNS[0]].zh}", f"R: {_NAMES[COLUMNS[0]].en}"),
        formula=r"R = t_{\text{as of}} - t_{\text{last}}",
        substitution=rf"R = \text{{{rows.as_of:%Y-%m-%d}}} - \text{{{last:%Y-%m-%d}}}",
        value=float(days),
        shown=str(days),
        interpretation=Text(
            f"客户 {who} 最近一次购买在 {days} 天前；天数越少越好。",
            f"Customer {who} last bought {days} days ago; the fewer the better.",
        ),
        symbols=(
            (r"t_{\text{as of}}", Text("分析日", "day of analysis")),
            (r"t_{\text{last}}", Text("最近一次购买的日期", "day of the last purchase")),
        ),
    )


def _frequency(count: int, bought: pd.DataFrame, purchases: str, *, counted: bool) -> Explanation:
    days = bought["day"].sort_values()
    if purchases != "row":
        days = days[~bought.loc[days.index, purchases].duplicated()]
    shown = [rf"\text{{{moment:%m-%d}}}" for moment in days]
    refunds = Text("也算", "count too") if counted else Text("不算", "do not count")
    return Explanation(
        name=Text(f"F：{_NAMES[COLUMNS[1]].zh}", f"F: {_NAMES[COLUMNS[1]].en}"),
        formula=r"F = |\{\text{purchases}\}|",
        substitution=rf"F = |\{{{_short(shown, ', ')}\}}|",
        value=float(count),
        shown=str(count),
        interpretation=Text(
            f"窗口内购买了 {count} 次，退款{refunds.zh}。",
            f"Purchases in the window: {count}; refunds {refunds.en}.",
        ),
    )


def _money(money: float, count: int, amounts: pd.Series, monetary: str) -> Explanation:
    terms = _short([f"{amount:+.2f}" for amount in amounts], " ").removeprefix("+")
    mean = monetary == "mean"
    unit = Text("平均每次", "on average per purchase") if mean else Text("总额", "in total")
    return Explanation(
        name=Text(f"M：{_NAMES[COLUMNS[2]].zh}", f"M: {_NAMES[COLUMNS[2]].en}"),
        formula=r"M = \frac{1}{F} \sum_i a_i" if mean else r"M = \sum_i a_i",
        substitution=rf"M = \frac{{{terms}}}{{{count}}}" if mean else f"M = {terms}",
        value=money,
        shown=f"{money:.2f}",
        interpretation=Text(
            f"窗口内消费{unit.zh} {money:.2f}。", f"Spent in the window: {money:.2f} {unit.en}."
        ),
        symbols=(
            ("a_i", Text("每笔金额（退款为负）", "amount of each transaction, refunds negative")),
        ),
    )


def _short(parts: list[str], between: str) -> str:
    """Join the parts, leaving out the middle of a long list."""
    if len(parts) > _MOST_TERMS:
        parts = [*parts[: _MOST_TERMS - 2], r"\dots", parts[-1]]
    return between.join(parts)


def _latex(relation: str) -> str:
    return {">": ">", ">=": r"\ge", "<": "<", "<=": r"\le"}[relation]
