"""MBG/NBD: the same customers as in BG/NBD, with a chance to leave after the first purchase.

>>> import pandas as pd
>>> from crm_models import clv
>>> bg = clv.BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
>>> mbg = clv.ModifiedBetaGeoNBD(unit="week").given(r=0.525, alpha=6.183, a=0.891, b=1.614)
>>> once = pd.DataFrame({"frequency": [0, 0], "recency": [0.0, 0.0], "T": [5.0, 39.0]})
>>> bg.p_alive(once).round(3).tolist(), mbg.p_alive(once).round(3).tolist()
([1.0, 1.0], [0.57, 0.389])

>>> often = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
>>> round(float(bg.p_alive(often).iloc[0]), 3), round(float(mbg.p_alive(often).iloc[0]), 3)
(0.727, 0.706)

>>> import numpy as np
>>> drawn = mbg.sample(2000, np.random.default_rng(7), T=39)
>>> both = [m(unit="week").fit(drawn) for m in (clv.BetaGeoNBD, clv.ModifiedBetaGeoNBD)]
>>> [round(fit.loglik_, 1) for fit in both]
[-9167.9, -9164.2]
"""

from extension.card import COUNT, PER_TIME, SHARE, TIME, Card, Symbol

from crm_models import clv
from crm_models.plots import purchases as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"\lambda \sim \Gamma(r, \alpha), \qquad p \sim \mathrm{Beta}(a, b)",
        (r"L = \frac{\Gamma(r+x)}{\Gamma(r)}\,\alpha^r\,\frac{B(a, b+x+1)}{B(a, b)}"
        r" \left[(\alpha+T)^{-(r+x)} + \frac{a}{b+x}\,(\alpha+t_x)^{-(r+x)}\right]"),
        (r"P(\text{alive}) = \frac{1}{1 + \frac{a}{b+x}"
        r" \left(\frac{\alpha+T}{\alpha+t_x}\right)^{r+x}}"),
    ),
    symbols=(
        Symbol("x", Text("重复购买次数", "repeat purchases"), COUNT),
        Symbol("t_x", Text("首购到末购的时间", "from the first to the last purchase"), TIME),
        Symbol("T", Text("首购到观察期末的时间", "from the first purchase to the end"), TIME),
        Symbol(r"\lambda", Text("一位客户的购买率", "purchase rate of one customer"), PER_TIME),
        Symbol("p", Text("一位客户每次购买（包括首购）后离开的概率",
                         "probability of leaving after any purchase, the first included"), SHARE),
        Symbol(r"r, \alpha", Text("购买率分布的形状与速率",
                                  "shape and rate of the distribution of purchase rates"),
               Text("r 无单位，α 为时间", "r none, α time")),
        Symbol("a, b", Text("离开概率分布的参数",
                            "parameters of the distribution of dropout probabilities")),
        Symbol("L", Text("一位客户的似然", "likelihood of one customer")),
        Symbol(r"P(\text{alive})", Text("仍是客户的概率", "probability of still being a customer"),
               SHARE),
    ),
    functions=("clv.ModifiedBetaGeoNBD", "clv.summarise"),
    sources=("Batislam et al. 2007", "Fader et al. 2005"),
    working=lambda names: (clv.explain_p_alive(names["mbg"], 0, 0.0, 39.0),),
    plots=(lambda names, lang: plots.alive_history(names["mbg"], [6, 9, 15, 24], 50, lang=lang),),
)  # fmt: skip
