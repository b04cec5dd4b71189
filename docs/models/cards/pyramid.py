"""Customer pyramids: three layers, four metals, and their table against RFM codes.

>>> import pandas as pd
>>> from crm_models import pareto
>>> sales = pd.Series([900, 420, 260, 150, 90, 60, 50, 30, 25, 15], index=list("abcdefghij"))
>>> layers = pareto.three_layers(sales, (0.1, 0.3, 0.6))
>>> layers.value_counts(sort=False).to_dict()
{'key': 1, 'ordinary': 3, 'small': 6}

>>> profit = pd.Series([520, 310, 180, 95, 40, 15, -10, -60], index=list("abcdefgh"))
>>> metals = pareto.metal_tiers(profit, cuts=(300, 100, 0))
>>> metals.tolist()
['platinum', 'platinum', 'gold', 'iron', 'iron', 'iron', 'lead', 'lead']

>>> codes = pd.Series(["222", "222", "122", "212", "221", "211", "111", "111"],
...                   index=profit.index)
>>> table = pareto.crosstab(codes, metals)
>>> table.loc[["222", "122", "111"]]
      platinum  gold  iron  lead
code
222          2     0     0     0
122          0     1     0     0
111          0     0     0     2
>>> int(table.to_numpy().sum())
8
"""

from extension.card import COUNT, MONEY, SHARE, Card, Symbol

from crm_models import pareto
from crm_models.plots import pareto as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"n_k = \operatorname{round}(S_k\, n) - \sum_{j<k} n_j",
        r"\text{tier}(i) = k \;\Leftrightarrow\; c_k \le \pi_i < c_{k-1}",
    ),
    symbols=(
        Symbol("n_k", Text("第 k 层的客户数", "customers in layer k"), COUNT),
        Symbol("S_k", Text("前 k 层的占比之和", "sum of the first k shares"), SHARE),
        Symbol("n", Text("客户总数", "all customers"), COUNT),
        Symbol(r"\pi_i", Text("客户 i 的利润，可以为负",
                              "profit of customer i, which may be negative"), MONEY),
        Symbol("c_k, c_{k-1}", Text("第 k 等和上一等的最低利润",
                                    "least profit of tier k and of the tier above"), MONEY),
    ),
    functions=("pareto.three_layers", "pareto.metal_tiers", "pareto.crosstab"),
    sources=("Zeithaml et al. 2001",),
    working=lambda _: pareto.explain_counts(10, (0.1, 0.3, 0.6))[:2],
    plots=(
        lambda names, lang: plots.pyramid(names["sales"], names["layers"], lang=lang),
        lambda names, lang: plots.pyramid(names["profit"], names["metals"], lang=lang),
    ),
)  # fmt: skip
