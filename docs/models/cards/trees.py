"""Decision trees: fourteen days of playing or not, and a loan.

>>> from crm_models import trees
>>> round(trees.entropy([9, 5]), 3), round(trees.gini([9, 5]), 3)
(0.94, 0.459)
>>> outlook, wind = [[2, 3], [4, 0], [3, 2]], [[6, 2], [3, 3]]
>>> round(trees.gain(outlook), 3), round(trees.gain(wind), 3)
(0.247, 0.048)
>>> round(trees.gain(outlook, measure="gini"), 3), round(trees.gain_ratio(outlook), 3)
(0.116, 0.156)

>>> trees.loan_risk(income=60_000, debt=90_000, years=1)
'high'
>>> trees.loan_risk(income=30_000, debt=90_000, years=6)
'low'
>>> trees.loan_risk(income=40_000, debt=0, years=5)
'high'
"""

import numpy as np
import pandas as pd
from extension.card import SHARE, Card, Symbol
from extension.drawing import lines

from crm_models import trees
from crm_models.text import Text

BITS = Text("比特", "bits")


def _plot(_, lang):
    p = np.linspace(0, 1, 101)
    data = pd.DataFrame(
        {
            "entropy": [trees.entropy([x, 1 - x]) for x in p],
            "gini": [trees.gini([x, 1 - x]) for x in p],
        },
        index=p,
    )
    labels = {"entropy": Text("熵", "entropy"), "gini": Text("基尼不纯度", "Gini impurity")}
    return lines(
        data,
        labels,
        lang,
        title=Text("节点有多不纯", "How impure a node is"),
        x=Text("其中一类的比例", "share of one class"),
        y=Text("不纯度", "impurity"),
    )


CARD = Card(
    formulas=(
        r"H = -\sum_k p_k \log_2 p_k, \qquad G = 1 - \sum_k p_k^2",
        r"\Delta = I_{\text{parent}} - \sum_j \frac{n_j}{n}\, I_j",
    ),
    symbols=(
        Symbol("p_k", Text("节点里第 k 类的比例", "share of class k in the node"), SHARE),
        Symbol("H", Text("熵", "entropy"), BITS),
        Symbol("G", Text("基尼不纯度", "Gini impurity")),
        Symbol(r"\Delta", Text("分裂的增益", "gain of a split"), Text("同 I", "as I")),
        Symbol(r"I_{\text{parent}}, I_j", Text("父节点与子节点 j 的不纯度（H 或 G）",
                                               "impurity (H or G) of parent and child j")),
        Symbol("n_j, n", Text("子节点与父节点的人数", "sizes of child and parent")),
    ),
    functions=("trees.entropy", "trees.gini", "trees.gain", "trees.gain_ratio",
               "trees.loan_risk"),
    sources=("Quinlan 1986", "Breiman et al. 1984"),
    plots=(_plot,),
)  # fmt: skip
