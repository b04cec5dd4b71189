"""Customer equity of three customers.

>>> from crm_models import clv
>>> net = [[-100, 60, 60, 60], [-100, 20, 20, 20], [-100, 90, 90, 0]]
>>> each = [clv.npv(flows, rate=0.10) for flows in net]
>>> [round(value, 2) for value in each]
[49.21, -50.26, 56.2]
>>> equity = clv.customer_equity(net, rate=0.10, lifetime=[3, 3, 2])
>>> round(equity, 2)
55.15

>>> round(sum(value for value in each if value > 0), 2)
105.41
"""

import pandas as pd
from extension.card import COUNT, MONEY, PER_PERIOD, Card, Symbol
from extension.drawing import bars

from crm_models import clv
from crm_models.text import Text

PERIODS = Text("期", "periods")
EQUITY = Text("客户资产", "customer equity")


def _plot(names, lang):
    data = pd.DataFrame({"value": [*names["each"], names["equity"]]}, index=["1", "2", "3", "sum"])
    rows = {str(k): Text(f"客户 {k}", f"customer {k}") for k in (1, 2, 3)} | {"sum": EQUITY}
    labels = {"value": Text("现值", "present value")}
    return bars(data, labels, lang, title=EQUITY, y=MONEY, names=rows, digits="{:.1f}")


CARD = Card(
    formulas=(
        r"\mathrm{CE} = \sum_{i=1}^{N} \mathrm{CLV}_i",
        r"\mathrm{CLV}_i = \sum_{t=0}^{T_i} \frac{V_{it} - C_{it}}{(1+r_t)^t}",
    ),
    symbols=(
        Symbol(r"\mathrm{CE}", EQUITY, MONEY),
        Symbol(r"\mathrm{CLV}_i", Text("客户 i 的终身价值", "lifetime value of customer i"), MONEY),
        Symbol("N", Text("客户数", "customers"), COUNT),
        Symbol("T_i", Text("客户 i 的最后一期", "last period of customer i"), PERIODS),
        Symbol("V_{it}, C_{it}", Text("客户 i 第 t 期的价值与成本",
                                      "value and cost of customer i in period t"), MONEY),
        Symbol("r_t", Text("第 t 期的贴现率", "discount rate of period t"), PER_PERIOD),
    ),
    functions=("clv.customer_equity",),
    sources=("Blattberg and Deighton 1996", "Rust et al. 2004"),
    working=lambda names: (clv.explain_npv(names["net"][1], rate=0.10),),
    plots=(_plot,),
)  # fmt: skip
