"""Gamma-Gamma: how much a customer spends per purchase.

>>> import pandas as pd
>>> from crm_models import clv
>>> model = clv.GammaGamma().given(p=6.25, q=3.74, gamma=15.44)
>>> round(model.expected_spend_new(), 2)
35.22
>>> seen = pd.DataFrame({"frequency": [1, 2, 7, 20], "monetary_value": [60.0, 60.0, 60.0, 60.0]})
>>> model.expected_spend(seen).round(2).tolist()
[52.45, 55.54, 58.54, 59.47]

>>> import numpy as np
>>> drawn = model.sample(1000, np.random.default_rng(7), frequency=4)
>>> fitted = clv.GammaGamma().fit(drawn)
>>> fitted.summary()[["estimate", "se"]].round(2)
           estimate     se
parameter
p              4.55   2.02
q              3.68   0.35
gamma         21.97  12.11

>>> from crm_models.units import DiscountRate, Period
>>> buying = clv.BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
>>> one = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86],
...                     "monetary_value": [22.345]})
>>> clv.future_value(buying, model, one, margin=0.3, horizon=Period(12, "month"),
...                  discount=DiscountRate(0.12, "year"), step=Period(1, "month")).round(2).tolist()
[10.92]
"""

import pandas as pd
from extension.card import COUNT, MONEY, Card, Symbol
from extension.drawing import lines

from crm_models import clv
from crm_models.text import Text


def _plot(names, lang):
    times = range(1, 21)
    data = pd.DataFrame(
        {
            f"{mean:g}": names["model"]
            .expected_spend(pd.DataFrame({"frequency": times, "monetary_value": mean}))
            .to_numpy()
            for mean in (10.0, 60.0, 100.0)
        },
        index=pd.Index(times, name="frequency"),
    )
    labels = {name: Text(f"自己的平均是 {name}", f"own mean {name}") for name in data}
    return lines(
        data,
        labels,
        lang,
        title=Text("越买越像自己", "The more purchases, the more one's own mean counts"),
        x=Text("重复购买次数", "repeat purchases"),
        y=Text("期望单次金额", "amount to expect"),
        level=names["model"].expected_spend_new(),
    )


CARD = Card(
    formulas=(
        r"z_i \sim \Gamma(p, \nu), \qquad \nu \sim \Gamma(q, \gamma)",
        r"E[M] = \frac{q-1}{px+q-1}\,\frac{p\gamma}{q-1} + \frac{px}{px+q-1}\,\bar z",
    ),
    symbols=(
        Symbol("z_i", Text("第 i 次重复购买的金额", "amount of repeat purchase i"), MONEY),
        Symbol(r"\bar z", Text("平均每次重复购买的金额（首购不计）",
                               "mean amount per repeat purchase, without the first"), MONEY),
        Symbol("x", Text("重复购买次数", "repeat purchases"), COUNT),
        Symbol("p", Text("单次金额分布的形状，人人相同",
                         "shape of the amounts, the same for all")),
        Symbol(r"\nu", Text("一位客户的金额分布的速率", "rate of one customer's amounts"),
               Text("1/金额", "1/money")),
        Symbol(r"q, \gamma", Text("ν 在客户间分布的形状与速率",
                                  "shape and rate of the distribution of ν"),
               Text("q 无单位，γ 为金额", "q none, γ money")),
        Symbol("E[M]", Text("这位客户单次金额的期望", "amount to expect of this customer"), MONEY),
    ),
    functions=("clv.GammaGamma", "clv.future_value"),
    sources=("Fader and Hardie 2013",),
    working=lambda names: (clv.explain_expected_spend(names["model"], 2, 60.0),),
    plots=(_plot,),
)  # fmt: skip
