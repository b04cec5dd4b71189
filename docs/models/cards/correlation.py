"""Pearson's r and two of its traps.

>>> import pandas as pd
>>> from crm_models import stats
>>> visits = pd.Series([1, 2, 3, 4, 5, 6, 7, 8], dtype=float)
>>> spent = pd.Series([12, 25, 22, 41, 38, 60, 57, 80], dtype=float)
>>> found = stats.pearson(visits, spent)
>>> round(found.r, 3), round(found.lower, 3), round(found.upper, 3)
(0.961, 0.793, 0.993)

>>> x, y = pd.Series([1.0, 2, 3, 4, 20]), pd.Series([2.0, 1, 2, 1, 30])
>>> round(stats.pearson(x, y).r, 3)
0.987
>>> stats.without_each(x, y).round(2).head(1).to_dict()
{4: -0.45}

>>> price = pd.Series([1.0, 2, 3, 6, 7, 8])
>>> sold = pd.Series([3.0, 2, 1, 8, 7, 6])
>>> shop = pd.Series(list("aaabbb"))
>>> stats.within_groups(price, sold, shop)["r"].round(2).to_dict()
{'all': 0.81, 'a': -1.0, 'b': -1.0}
"""

from extension.card import COUNT, Card, Symbol

from crm_models.plots.style import BLUE, GREY, ORANGE, axes_or_new, plain_frame
from crm_models.text import Text

UNIT = Text("各自的单位", "units of their own")
BOUNDS = Text("−1 到 1", "−1 to 1")
WORDS = {
    "title": Text("每家店里都是负相关，合起来却是正的", "Negative in each shop, positive together"),
    "x": Text("价格", "price"),
    "y": Text("销量", "sales"),
    "shop": Text("{name} 店", "shop {name}"),
    "all": Text("合起来的趋势", "trend of all"),
}


def _plot(names, lang):
    price, sold, shop = names["price"], names["sold"], names["shop"]
    ax = axes_or_new(None, height=3.8)
    for name, colour, marker in (("a", BLUE, "o"), ("b", ORANGE, "s")):
        own = shop == name
        label = WORDS["shop"].of(lang).format(name=name.upper())
        ax.plot(price[own], sold[own], marker, markersize=9, color=colour, label=label)
    slope = price.cov(sold) / price.var()
    start = sold.mean() - slope * price.mean()
    ends = price.agg(["min", "max"])
    ax.plot(ends, start + slope * ends, color=GREY, linestyle="--", label=WORDS["all"].of(lang))
    ax.set(title=WORDS["title"].of(lang), xlabel=WORDS["x"].of(lang), ylabel=WORDS["y"].of(lang))
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, price.to_frame("price").assign(sold=sold, shop=shop)


CARD = Card(
    formulas=(
        (r"r = \frac{\sum_i (x_i - \bar x)(y_i - \bar y)}"
        r"{\sqrt{\sum_i (x_i - \bar x)^2 \sum_i (y_i - \bar y)^2}}"),
        r"\tanh\!\left(\operatorname{artanh} r \pm \frac{1.96}{\sqrt{n-3}}\right)",
    ),
    symbols=(
        Symbol("r", Text("皮尔逊相关系数", "Pearson correlation"), BOUNDS),
        Symbol("x_i, y_i", Text("客户 i 的两个数值", "the two values of customer i"), UNIT),
        Symbol(r"\bar x, \bar y", Text("两个平均值", "the two means"), UNIT),
        Symbol("n", Text("两个数值都有的客户数", "customers with both values"), COUNT),
    ),
    functions=("stats.pearson", "stats.without_each", "stats.within_groups"),
    sources=("Pearson 1896", "Fisher 1921", "Simpson 1951"),
    working=lambda names: (names["found"].explain(),),
    plots=(_plot,),
)  # fmt: skip
