"""SERVQUAL of two respondents.

>>> import pandas as pd
>>> from crm_models.satisfaction import servqual
>>> wanted = {"tangibles": 5, "reliability": 7, "responsiveness": 6, "assurance": 6, "empathy": 5}
>>> got = {"tangibles": 6, "reliability": 5, "responsiveness": 5, "assurance": 6, "empathy": 4}
>>> expected = pd.DataFrame([{item: wanted[d] for item, d in servqual.ITEMS.items()}] * 2)
>>> perceived = pd.DataFrame([{item: got[d] for item, d in servqual.ITEMS.items()}] * 2)
>>> perceived.loc[1, "reliability_1"] = 6
>>> table = servqual.dimension_gaps(expected, perceived)
>>> table["gap"].round(2)
tangibles         1.0
reliability      -1.9
responsiveness   -1.0
assurance         0.0
empathy          -1.0
Name: gap, dtype: float64

>>> points = {"tangibles": 10, "reliability": 40, "responsiveness": 20, "assurance": 20,
...           "empathy": 10}
>>> round(servqual.score(expected, perceived), 2)
-0.58
>>> round(servqual.score(expected, perceived, points=points), 2)
-0.96
"""

from extension.card import POINTS, SCALE, SHARE, Card, Symbol

from crm_models.plots import satisfaction as plots
from crm_models.satisfaction import servqual
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"G_j = P_j - E_j",
        r"Q = \sum_{j=1}^{5} w_j\, G_j, \qquad w_j = \frac{k_j}{100}",
    ),
    symbols=(
        Symbol("E_j", Text("维度 j 各题项的平均期望", "mean expectation, dimension j"),
               SCALE),
        Symbol("P_j", Text("维度 j 各题项的平均感知", "mean perception, dimension j"),
               SCALE),
        Symbol("G_j", Text("差距：负数是不及期望", "gap: negative where it falls short"), SCALE),
        Symbol("k_j", Text("受访者分给维度 j 的点数，共 100",
                           "points given to dimension j, of 100"), POINTS),
        Symbol("w_j", Text("维度 j 的权重；不加权时为 1/5",
                           "weight of dimension j; 1/5 if unweighted"), SHARE),
        Symbol("Q", Text("SERVQUAL 得分", "SERVQUAL score"), SCALE),
    ),
    functions=("satisfaction.servqual.gaps", "satisfaction.servqual.dimension_gaps",
               "satisfaction.servqual.score"),
    sources=("Parasuraman et al. 1988", "Cronin and Taylor 1992"),
    working=lambda names: (servqual.explain_score(names["table"], names["points"]),),
    plots=(lambda names, lang: plots.servqual_gaps(names["expected"], names["perceived"],
                                                   lang=lang),),
)  # fmt: skip
