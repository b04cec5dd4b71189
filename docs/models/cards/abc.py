"""ABC analysis and concentration of ten customers, then of a long tail.

>>> import pandas as pd
>>> from crm_models import pareto
>>> value = pd.Series([900, 420, 260, 150, 90, 60, 50, 30, 25, 15], index=list("abcdefghij"))
>>> "".join(pareto.by_rank_share(value, (0.1, 0.2, 0.7)))
'ABBCCCCCCC'
>>> "".join(pareto.by_cumulative_contribution(value, (0.80, 0.95)))
'AAAABBBCCC'

>>> round(pareto.top_share(value, 0.20), 3)
0.66
>>> round(pareto.gini(value), 4), round(pareto.gini(value, corrected=True), 4)
(0.6105, 0.6783)
>>> pareto.lorenz(value).round(3).tail(3)
    customers  value
8         0.8   0.34
9         0.9   0.55
10        1.0   1.00

>>> pareto.counts(78), pareto.counts(78, rounding="down")
((4, 12, 62), (3, 12, 63))

>>> from crm_models.datasets.long_tail import long_tail
>>> shop = long_tail(1, n=78)
>>> by_number = pareto.by_rank_share(shop)
>>> by_money = pareto.by_cumulative_contribution(shop)
>>> by_number.value_counts(sort=False).tolist(), by_money.value_counts(sort=False).tolist()
([4, 12, 62], [49, 21, 8])
"""

from extension.card import COUNT, MONEY, SHARE, Card, Symbol

from crm_models import pareto
from crm_models.plots import pareto as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"n_k = \operatorname{round}(S_k\, n) - \sum_{j<k} n_j",
        r"s = \frac{\sum_{i \in \text{top}} x_i}{\sum_i x_i}",
        r"G = \frac{\sum_{i=1}^{n} (2i - n - 1)\, x_{(i)}}{n \sum_i x_i}",
    ),
    symbols=(
        Symbol("n_k", Text("第 k 类的客户数", "customers in class k"), COUNT),
        Symbol("S_k", Text("前 k 类的占比之和，如 5 %、20 %、100 %",
                           "sum of the first k shares, such as 5 %, 20 %, 100 %"), SHARE),
        Symbol("n", Text("客户总数", "all customers"), COUNT),
        Symbol("x_i", Text("客户 i 的价值（销售额或利润，要说明）",
                           "value of customer i (sales or profit: say which)"), MONEY),
        Symbol("x_{(i)}", Text("从小到大第 i 个价值", "value i from the lowest up"), MONEY),
        Symbol("s", Text("价值最高的一部分客户占总价值的比例",
                         "share of the total that the best customers bring"), SHARE),
        Symbol("G", Text("基尼系数：0 人人相同，1 集中于一人",
                         "Gini coefficient: 0 all equal, 1 all with one"), SHARE),
    ),
    functions=("pareto.counts", "pareto.by_rank_share", "pareto.by_cumulative_contribution",
               "pareto.top_share", "pareto.lorenz", "pareto.gini"),
    sources=("Juran 1954", "Lorenz 1905", "Gini 1914"),
    working=lambda names: (
        pareto.explain_counts(78)[1],
        pareto.explain_top_share(names["value"]),
        pareto.explain_gini(names["value"]),
        pareto.explain_contribution(names["value"], "d"),
    ),
    plots=(
        lambda names, lang: plots.abc(names["shop"], names["by_money"], lang=lang),
        lambda names, lang: plots.lorenz(names["shop"], lang=lang),
    ),
)  # fmt: skip
