"""Lifetime value from cash flows: one customer, three years.

>>> from crm_models import clv
>>> value, cost = [-200, 100, 100, 100], [0, 20, 20, 20]
>>> round(clv.npv(value, cost, rate=0.10), 2)
-1.05
>>> round(clv.npv(value, cost, rate=0.09), 2)
2.5
>>> clv.npv(value, cost, rate=0)
40.0

>>> rates = [0.05, 0.06, 0.08]
>>> clv.discount_factors(rates, 3, discount="spot").round(4).tolist()
[1.0, 0.9434, 0.8573]
>>> clv.discount_factors(rates, 3, discount="compound").round(4).tolist()
[1.0, 0.9434, 0.8735]

>>> import pandas as pd
>>> from crm_models.units import DiscountRate, Period
>>> yearly = DiscountRate(0.12, "year")
>>> round(yearly.over(Period(1, "month")), 6)
0.009489
>>> flows = pd.DataFrame({"date": pd.to_datetime(["2024-01-01", "2025-01-01", "2026-01-01"]),
...                       "amount": [100.0, 120.0, 150.0]})
>>> parts = clv.split(flows, as_of="2025-01-01", rate=yearly)
>>> round(parts.historic, 2), round(parts.potential, 2), round(parts.total, 2)
(232.03, 133.94, 365.96)
"""

from extension.card import MONEY, PER_PERIOD, Card, Symbol

from crm_models import clv
from crm_models.plots import clv as plots
from crm_models.text import Text

PERIODS = Text("期", "periods")

CARD = Card(
    formulas=(
        r"\mathrm{CLV} = \sum_{t=0}^{T} \frac{V_t - C_t}{(1+r_t)^t}",
        r"\mathrm{CLV}' = \sum_{t=0}^{T} \frac{V_t - C_t}{\prod_{s=1}^{t} (1+r_s)}",
    ),
    symbols=(
        Symbol(r"\mathrm{CLV}", Text("终身价值，即期利率的写法", "lifetime value, with spot rates"),
               MONEY),
        Symbol(r"\mathrm{CLV}'", Text("终身价值，逐期利率的写法",
                                      "lifetime value, with a rate for each period"), MONEY),
        Symbol("V_t", Text("客户在第 t 期创造的价值", "value created in period t"), MONEY),
        Symbol("C_t", Text("第 t 期获得和保持客户的成本",
                           "cost of winning and keeping the customer in period t"), MONEY),
        Symbol("r_t", Text("贴现率：到第 t 期为止（上式），或第 t 期当期（下式）",
                           "discount rate: up to t (above), or of period t alone (below)"),
               PER_PERIOD),
        Symbol("t", Text("现在起第几期，现在是 0", "periods from now, now is 0"), PERIODS),
        Symbol("T", Text("关系的最后一期", "last period of the relationship"), PERIODS),
    ),
    functions=("clv.npv", "clv.discount_factors", "clv.split"),
    sources=("Dwyer 1989", "Berger and Nasr 1998"),
    working=lambda names: (
        clv.explain_npv(names["value"], names["cost"], rate=0.10),
        clv.explain_discount_factor(names["rates"], 2, discount="compound"),
        clv.explain_split(names["flows"], as_of="2025-01-01", rate=names["yearly"]),
    ),
    plots=(lambda _, lang: plots.cash_flows([-200, 80, 80, 80], 0.10, lang=lang),),
)  # fmt: skip
