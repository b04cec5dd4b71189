"""BG/BB: donors who have one chance a year.

>>> import pandas as pd
>>> from crm_models import clv
>>> model = clv.BetaGeoBetaBinomial(unit="year").given(
...     alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
>>> donors = pd.DataFrame(
...     {"frequency": [0, 2, 6], "recency": [0, 4, 6], "T": [6, 6, 6]},
...     index=["never again", "last in year 4", "every year"])
>>> model.p_alive(donors, horizon=1).round(2).to_dict()
{'never again': 0.11, 'last in year 4': 0.59, 'every year': 0.93}
>>> model.expected_purchases(5, donors).round(2).to_dict()
{'never again': 0.07, 'last in year 4': 1.06, 'every year': 3.75}

>>> model.pmf(range(7), 6).round(3).tolist()
[0.311, 0.17, 0.121, 0.1, 0.092, 0.092, 0.113]

>>> import numpy as np
>>> drawn = model.sample(3000, np.random.default_rng(7), T=6)
>>> fitted = clv.BetaGeoBetaBinomial(unit="year").fit(drawn)
>>> {name: round(value, 2) for name, value in fitted.params_.items()}
{'alpha': 1.0, 'beta': 0.64, 'gamma': 0.61, 'delta': 2.68}
"""

from extension.card import COUNT, SHARE, Card, Published, Symbol

from crm_models.plots import purchases as plots
from crm_models.text import Text

CHANCES = Text("机会的次序", "number of the chance")


def _alive(row):
    return lambda names: float(names["model"].p_alive(names["donors"], horizon=1).iloc[row])


CARD = Card(
    formulas=(
        r"p \sim \mathrm{Beta}(\alpha, \beta), \qquad \theta \sim \mathrm{Beta}(\gamma, \delta)",
        (r"L = \frac{B(\alpha+x, \beta+n-x)}{B(\alpha, \beta)}\,"
        r"\frac{B(\gamma, \delta+n)}{B(\gamma, \delta)} + \sum_{j=t_x}^{n-1}"
        r" \frac{B(\alpha+x, \beta+j-x)}{B(\alpha, \beta)}\,"
        r"\frac{B(\gamma+1, \delta+j)}{B(\gamma, \delta)}"),
    ),
    symbols=(
        Symbol("n", Text("首购之后有过几次机会（数据里的 T）",
                         "chances since the first purchase (T in the data)"), COUNT),
        Symbol("x", Text("其中买了几次（frequency）", "how many were taken (frequency)"), COUNT),
        Symbol("t_x", Text("最后一次购买是第几次机会（recency）",
                           "which chance was the last taken (recency)"), CHANCES),
        Symbol("j", Text("离开之前的最后一次机会", "the last chance before leaving"), CHANCES),
        Symbol("p", Text("还是客户时，一次机会中购买的概率",
                         "probability of buying at a chance, while a customer"), SHARE),
        Symbol(r"\theta", Text("每次机会之前离开的概率", "probability of leaving before a chance"),
               SHARE),
        Symbol(r"\alpha, \beta", Text("购买概率分布的参数",
                                      "parameters of the distribution of p")),
        Symbol(r"\gamma, \delta", Text("离开概率分布的参数",
                                       "parameters of the distribution of θ")),
        Symbol("L", Text("一位客户的似然", "likelihood of one customer")),
    ),
    functions=("clv.BetaGeoBetaBinomial",),
    sources=("Fader et al. 2010",),
    plots=(lambda names, lang: plots.frequency_fit(names["fitted"], names["drawn"], most=6,
                                                   lang=lang),),
    published=(
        Published(Text("1995 年捐后再没捐过的人，2002 年仍在的概率",
                       "P(alive in 2002), gave in 1995 only"), "0.11", _alive(0),
                  "Fader et al. 2010"),
        Published(Text("又捐过 2 次、末次在 1999 年的人", "2 more gifts, the last in 1999"), "0.59",
                  _alive(1), "Fader et al. 2010"),
        Published(Text("年年都捐的人", "gave every year"), "0.93", _alive(2),
                  "Fader et al. 2010"),
    ),
)  # fmt: skip
