"""Pareto/NBD: leaving at any time, and a paradox.

>>> import pandas as pd
>>> from crm_models import clv
>>> model = clv.ParetoNBD(unit="week").given(r=0.55315, alpha=10.57633, s=0.60625, beta=11.6715)
>>> customer = pd.DataFrame({"frequency": [26], "recency": [30.857], "T": [31.0]})
>>> round(float(model.p_alive(customer).iloc[0]), 4)
0.9979
>>> round(float(model.expected_purchases_new(52)), 3)
1.473

>>> silent = pd.DataFrame({"frequency": [2, 5, 10, 15, 20, 25], "recency": 20.0, "T": 39.0})
>>> model.expected_purchases(52, silent).round(4).tolist()
[1.2735, 1.6697, 0.7059, 0.1441, 0.0225, 0.0031]
>>> model.p_alive(silent).round(4).tolist()
[0.5995, 0.3613, 0.0804, 0.0111, 0.0013, 0.0001]

>>> import numpy as np
>>> drawn = model.sample(2000, np.random.default_rng(7), T=39)
>>> fitted = clv.ParetoNBD(unit="week").fit(drawn)
>>> fitted.summary()[["estimate", "se"]].round(3)
           estimate      se
parameter
r             0.570   0.060
alpha        10.859   0.960
s             0.840   0.349
beta         18.445  12.418
"""

from extension.card import COUNT, PER_TIME, TIME, Card, Published, Symbol

from crm_models.plots import purchases as plots
from crm_models.text import Text


def _paradox(row):
    return lambda names: float(names["model"].expected_purchases(52, names["silent"]).iloc[row])


CARD = Card(
    formulas=(
        r"\lambda \sim \Gamma(r, \alpha), \qquad \mu \sim \Gamma(s, \beta)",
        (r"L = \frac{\Gamma(r+x)}{\Gamma(r)}\,\alpha^r \beta^s \left[\int_{t_x}^{T}"
        r" \frac{s\,d\tau}{(\alpha+\tau)^{r+x} (\beta+\tau)^{s+1}}"
        r" + \frac{1}{(\alpha+T)^{r+x} (\beta+T)^{s}}\right]"),
        (r"E[X(t)] = \frac{r\,\beta}{\alpha\,(s-1)}"
        r" \left[1 - \left(\frac{\beta}{\beta+t}\right)^{s-1}\right]"),
    ),
    symbols=(
        Symbol("x", Text("重复购买次数", "repeat purchases"), COUNT),
        Symbol("t_x", Text("首购到末购的时间", "from the first to the last purchase"), TIME),
        Symbol("T", Text("首购到观察期末的时间", "from the first purchase to the end"), TIME),
        Symbol(r"\tau", Text("离开的时刻", "time of leaving"), TIME),
        Symbol(r"\lambda", Text("一位客户的购买率", "purchase rate of one customer"), PER_TIME),
        Symbol(r"\mu", Text("一位客户的离开率", "rate of leaving of one customer"), PER_TIME),
        Symbol(r"r, \alpha", Text("购买率分布的形状与速率",
                                  "shape and rate of the distribution of purchase rates"),
               Text("r 无单位，α 为时间", "r none, α time")),
        Symbol(r"s, \beta", Text("离开率分布的形状与速率",
                                 "shape and rate of the distribution of leaving rates"),
               Text("s 无单位，β 为时间", "s none, β time")),
        Symbol("L", Text("一位客户的似然", "likelihood of one customer")),
        Symbol("E[X(t)]", Text("新客户在 t 内的期望重复购买次数",
                               "repeat purchases expected of a new customer in t"), COUNT),
    ),
    functions=("clv.ParetoNBD", "clv.summarise"),
    sources=("Schmittlein et al. 1987", "Fader et al. 2005"),
    plots=(
        lambda names, lang: plots.matrix(
            names["model"], 39, frequency=15, show="expected_purchases", t=52, lang=lang
        ),
    ),
    published=(
        Published(Text("x = 10、t_x = 20、T = 39 时 52 周的期望次数",
                       "expected in 52 weeks at x = 10, t_x = 20, T = 39"), "0.706",
                  _paradox(2), "BTYD 2.4.3"),
        Published(Text("同上，x = 25", "the same at x = 25"), "0.0031",
                  _paradox(5), "BTYD 2.4.3"),
        Published(Text("E[X(52)]，新客户", "E[X(52)], new customer"), "1.473",
                  lambda names: float(names["model"].expected_purchases_new(52)), "BTYD 2.4.3"),
    ),
)  # fmt: skip
