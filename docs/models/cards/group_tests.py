"""Describe and compare groups: the 78 customers of a campus shop.

>>> import pandas as pd
>>> from crm_models import rfm, stats
>>> from crm_models.datasets.campus import campus_store
>>> shop = campus_store(2025)
>>> people = shop.customers.set_index("customer_id")
>>> spent = rfm.compute(shop.transactions, as_of=shop.as_of)["monetary_value"]
>>> people = people.assign(spent=spent)
>>> people[["spent"]].agg(["mean", "std"]).round(1)["spent"].tolist()
[202.3, 129.3]
>>> stats.proportions(people["dormitory"])["share"].round(4).head(2).tolist()
[0.5897, 0.1795]

>>> by_sex = stats.two_groups(people["spent"], people["sex"])
>>> round(by_sex.statistic, 2), round(by_sex.p_value, 3), round(by_sex.effect, 2)
(-1.3, 0.204, -0.35)
>>> by_dormitory = stats.several_groups(people["spent"], people["dormitory"])
>>> round(by_dormitory.statistic, 2), round(by_dormitory.p_value, 3), by_dormitory.size
(0.44, 0.726, 'negligible')

>>> rich = (people["income"] >= 1000).map({True: "rich", False: "poor"})
>>> frequent = pd.Series(rfm.compute(shop.transactions, as_of=shop.as_of)["frequency"] >= 10)
>>> both = stats.independence(rich, frequent)
>>> round(both.statistic, 2), round(both.p_value, 3), round(both.effect, 2)
(0.44, 0.507, 0.08)
"""

import numpy as np
from extension.card import COUNT, MONEY, SHARE, Card, Symbol

from crm_models.plots.style import BLUE, ORANGE, VERMILION, axes_or_new, plain_frame
from crm_models.text import Text

SEXES = {"女": Text("女", "women"), "男": Text("男", "men")}
SPENT = Text("消费总额（元）", "amount spent (yuan)")
TITLE = Text("两组客户的消费", "What two groups spent")
MEAN = Text("平均值", "mean")


def _plot(names, lang):
    people, ax = names["people"], axes_or_new(None, height=3.4)
    for place, sex in enumerate(SEXES):
        own = people.loc[people["sex"] == sex, "spent"].sort_index()
        shift = np.linspace(-0.22, 0.22, len(own))
        colour = (BLUE, ORANGE)[place]
        ax.scatter(own, place + shift, s=18, color=colour, alpha=0.7)
        label = MEAN.of(lang) if place == 0 else None
        ax.scatter([own.mean()], [place], marker="D", s=90, color=VERMILION, label=label)
    ax.set_yticks(range(2), [f"{text.of(lang)}" for text in SEXES.values()])
    ax.set(title=TITLE.of(lang), xlabel=SPENT.of(lang))
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, people[["sex", "spent"]]


CARD = Card(
    formulas=(
        (r"t = \frac{\bar y_1 - \bar y_2}{\sqrt{s_1^2/n_1 + s_2^2/n_2}}, \qquad"
        r" g = \frac{\bar y_1 - \bar y_2}{s} \left(1 - \frac{3}{4(n_1+n_2)-9}\right)"),
        (r"F = \frac{SS_B/(k-1)}{SS_W/(n-k)}, \qquad"
        r" \omega^2 = \frac{SS_B - (k-1)\,MS_W}{SS_B + SS_W + MS_W}"),
        (r"\chi^2 = \sum \frac{(O-E)^2}{E}, \qquad"
        r" V = \sqrt{\frac{\chi^2}{n\,(\min(R, C)-1)}}"),
    ),
    symbols=(
        Symbol(r"\bar y_1, \bar y_2", Text("两组的平均值", "means of the two groups"), MONEY),
        Symbol("s_1^2, s_2^2", Text("两组的样本方差（除以 n − 1）",
                                    "sample variances (divided by n − 1)")),
        Symbol("n_1, n_2", Text("两组的人数", "sizes of the two groups"), COUNT),
        Symbol("s", Text("两组合并的标准差", "pooled standard deviation"), MONEY),
        Symbol("t, F", Text("检验统计量", "test statistics")),
        Symbol(r"\chi^2", Text("卡方统计量", "chi-squared statistic")),
        Symbol("g", Text("Hedges g：差几个标准差", "Hedges' g: difference in standard deviations")),
        Symbol("SS_B, SS_W", Text("组间与组内平方和", "sums of squares between and within")),
        Symbol("MS_W", Text("组内均方", "mean square within")),
        Symbol("k", Text("组数", "number of groups"), COUNT),
        Symbol("n", Text("总人数", "all customers"), COUNT),
        Symbol(r"\omega^2", Text("组别解释的方差比例", "share of variance explained by group"),
               SHARE),
        Symbol("O, E", Text("实际与期望的人数", "observed and expected counts"), COUNT),
        Symbol("V", Text("Cramér V：关联的强弱", "Cramér's V: strength of association"), SHARE),
        Symbol("R, C", Text("表的行数与列数", "rows and columns of the table"), COUNT),
    ),
    functions=("stats.describe", "stats.proportions", "stats.two_groups", "stats.paired",
               "stats.several_groups", "stats.independence"),
    sources=("Welch 1947", "Hedges 1981", "Cohen 1988"),
    working=lambda names: (names["by_sex"].explain(), names["both"].explain()),
    plots=(_plot,),
)  # fmt: skip
