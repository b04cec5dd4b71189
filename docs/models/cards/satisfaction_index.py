"""Satisfaction as perception against expectation, and the index on 0 to 100.

>>> from crm_models import satisfaction
>>> perceived, expected = [8, 9, 7, 5], [10, 6, 7, 8]
>>> satisfaction.cb_ratios(perceived, expected).round(3).tolist()
[0.8, 1.5, 1.0, 0.625]
>>> round(satisfaction.cb_index(perceived, expected), 3)
0.981
>>> round(satisfaction.cb_index(perceived, expected, aggregation="ratio_of_means"), 3)
0.935
>>> satisfaction.disconfirmation(perceived, expected).tolist()
[-2.0, 3.0, 0.0, -3.0]

>>> means, weights = [8, 7, 9], [0.4, 0.3, 0.3]
>>> round(satisfaction.acsi_score(means, weights, scale=(1, 10)), 1)
77.8
>>> satisfaction.acsi_score([1, 1, 1]), satisfaction.acsi_score([10, 10, 10])
(0.0, 100.0)
"""

import pandas as pd
from extension.card import SCALE, SHARE, Card, Symbol
from extension.drawing import bars

from crm_models import satisfaction
from crm_models.text import Text

INDEX = Text("0 到 100", "0 to 100")


def _plot(names, lang):
    data = pd.DataFrame(
        {"expected": names["expected"], "perceived": names["perceived"]},
        index=[str(k) for k in range(1, 5)],
    )
    ratios = satisfaction.cb_ratios(names["perceived"], names["expected"])
    rows = {
        str(k): Text(f"客户 {k}\nC = {c:.3g}", f"customer {k}\nC = {c:.3g}")
        for k, c in enumerate(ratios, start=1)
    }
    labels = {
        "expected": Text("期望 a", "expected a"),
        "perceived": Text("感知 b", "perceived b"),
    }
    title = Text("感知与期望", "Perception and expectation")
    return bars(data, labels, lang, title=title, y=SCALE, names=rows)


CARD = Card(
    formulas=(
        r"C = \frac{b}{a}",
        r"I = 100\,\frac{\sum_i w_i (\bar x_i - \min)}{\max - \min}, \qquad \sum_i w_i = 1",
    ),
    symbols=(
        Symbol("C", Text("客户满意度指数：1 是正如所期",
                         "customer satisfaction index: 1 is as expected")),
        Symbol("b", Text("感知值：实际觉得怎样", "perceived value: how it turned out"), SCALE),
        Symbol("a", Text("期望值：原以为怎样，大于 0", "expected value, above 0"), SCALE),
        Symbol("I", Text("满意度指数（ACSI 式）", "satisfaction index (of the ACSI kind)"), INDEX),
        Symbol(r"\bar x_i", Text("题项 i 的平均分", "mean answer to item i"), SCALE),
        Symbol("w_i", Text("题项 i 的权重，来自路径模型",
                           "weight of item i, from a path model"), SHARE),
        Symbol(r"\min, \max", Text("量表的两端", "the ends of the scale"), SCALE),
    ),
    functions=("satisfaction.cb_index", "satisfaction.disconfirmation",
               "satisfaction.acsi_score", "satisfaction.indicator_panel"),
    sources=("Oliver 1980", "Fornell et al. 1996"),
    working=lambda names: (
        satisfaction.explain_cb_index(8, 10),
        satisfaction.explain_acsi_score(names["means"], names["weights"]),
    ),
    plots=(_plot,),
)  # fmt: skip
