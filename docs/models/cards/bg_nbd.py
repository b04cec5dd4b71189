"""BG/NBD: from transactions to a forecast.

>>> import pandas as pd
>>> from crm_models import clv
>>> tx = pd.DataFrame({
...     "customer_id": ["Li", "Li", "Li", "Wu"],
...     "date": pd.to_datetime(["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-10"]),
...     "amount": [10.0, 20.0, 40.0, 5.0]})
>>> clv.summarise(tx, as_of="2024-01-31", unit="week").round(2)
             frequency  recency     T  monetary_value
customer_id
Li                   2      2.0  4.29            30.0
Wu                   0      0.0  3.00             0.0

>>> model = clv.BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
>>> customer = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
>>> round(float(model.p_alive(customer).iloc[0]), 4)
0.7266
>>> round(float(model.expected_purchases(39, customer).iloc[0]), 3)
1.226
>>> round(float(model.expected_purchases_new(52)), 3)
1.446

>>> import numpy as np
>>> drawn = model.sample(2000, np.random.default_rng(7), T=39)
>>> fitted = clv.BetaGeoNBD(unit="week").fit(drawn)
>>> fitted.summary()[["estimate", "se"]].round(3)
           estimate     se
parameter
r             0.237  0.012
alpha         4.553  0.396
a             0.708  0.168
b             2.246  0.699
>>> fitted.status_.kind
'interior'

>>> few = clv.BetaGeoNBD(unit="week").fit(drawn.head(30))
>>> few.status_.kind
'boundary'
>>> from textwrap import fill
>>> print(fill(few.status_.text.en, 80))
no sign that customers differ in their dropout probability: a and b go to
infinity together and everyone's dropout probability is a/(a+b) = 0.1549
"""

from extension.card import COUNT, PER_TIME, SHARE, TIME, Card, Published, Symbol

from crm_models import clv
from crm_models.plots import purchases as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"\lambda \sim \Gamma(r, \alpha), \qquad p \sim \mathrm{Beta}(a, b)",
        (r"L = \frac{\Gamma(r+x)}{\Gamma(r)}\,\alpha^r\,\frac{B(a, b+x)}{B(a, b)}"
        r" \left[(\alpha+T)^{-(r+x)} + \frac{a}{b+x-1}\,(\alpha+t_x)^{-(r+x)}\right]"),
        (r"P(\text{alive}) = \frac{1}{1 + \frac{a}{b+x-1}"
        r" \left(\frac{\alpha+T}{\alpha+t_x}\right)^{r+x}}"),
        (r"E[Y(t)] = \frac{a+b+x-1}{a-1} \left[1 - \left(\frac{\alpha+T}{\alpha+T+t}\right)^{r+x} H"
        r"\right] P(\text{alive})"),
        r"H = {}_2F_1\!\left(r+x, b+x; a+b+x-1; \frac{t}{\alpha+T+t}\right)",
    ),
    symbols=(
        Symbol("x", Text("重复购买次数 frequency，首购不计",
                         "frequency: repeat purchases, without the first"), COUNT),
        Symbol("t_x", Text("recency：首购到末购的时间", "recency: from first to last purchase"),
               TIME),
        Symbol("T", Text("首购到观察期末的时间", "from the first purchase to the end"), TIME),
        Symbol(r"\lambda", Text("一位客户的购买率", "purchase rate of one customer"), PER_TIME),
        Symbol("p", Text("一位客户每次重复购买后离开的概率",
                         "probability of leaving after a repeat purchase"), SHARE),
        Symbol(r"r, \alpha", Text("购买率在客户间分布的形状与速率",
                                  "shape and rate of the distribution of purchase rates"),
               Text("r 无单位，α 为时间", "r none, α time")),
        Symbol("a, b", Text("离开概率在客户间分布的参数",
                            "parameters of the distribution of dropout probabilities")),
        Symbol("L", Text("一位客户的似然", "likelihood of one customer")),
        Symbol(r"P(\text{alive})", Text("x > 0 时仍是客户的概率；x = 0 时为 1",
                                        "probability of still being a customer, x > 0; else 1"),
               SHARE),
        Symbol("E[Y(t)]", Text("今后 t 内的期望购买次数", "purchases expected in t"), COUNT),
        Symbol("H", Text("高斯超几何函数的值", "a value of the hypergeometric function")),
    ),
    functions=("clv.summarise", "clv.BetaGeoNBD", "clv.future_value"),
    sources=("Fader et al. 2005",),
    working=lambda names: (
        clv.explain_p_alive(names["model"], 2, 30.43, 38.86),
        clv.explain_expected_purchases(names["model"], 39, 2, 30.43, 38.86),
    ),
    plots=(
        lambda names, lang: plots.exposure(names["drawn"].head(25), lang=lang),
        lambda names, lang: plots.matrix(names["model"], 39, frequency=15, lang=lang),
        lambda names, lang: plots.frequency_fit(names["fitted"], names["drawn"], lang=lang),
    ),
    published=(
        Published(Text("E[Y(39)]，x = 2，t_x = 30.43，T = 38.86",
                       "E[Y(39)] at x = 2, t_x = 30.43, T = 38.86"), "1.226",
                  lambda n: float(n["model"].expected_purchases(39, n["customer"]).iloc[0]),
                  "Fader et al. 2005"),
        Published(Text("P(X(39) = 0)，新客户", "P(X(39) = 0), new customer"), "0.5737864",
                  lambda n: float(n["model"].pmf(0, 39)), "BTYD 2.4.3"),
    ),
)  # fmt: skip
