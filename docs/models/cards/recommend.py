"""Collaborative filtering: four customers and four films.

>>> import pandas as pd
>>> from crm_models import recommend
>>> ratings = pd.DataFrame(
...     {"A": [5, 4, 1, 2], "B": [3, 2, 5, 4], "C": [4, 4, 2, 1], "D": [None, 5, 2, 1]},
...     index=["Li", "Wu", "Xu", "Zhou"])
>>> recommend.similarities(ratings, "Li").round(3).to_dict()
{'Wu': 0.866, 'Zhou': -0.655, 'Xu': -0.961}
>>> round(recommend.predict(ratings, "Li", "D", k=2), 3)
5.25
>>> round(recommend.predict_from_items(ratings, "Li", "D", k=2), 3)
4.339

>>> traits = pd.DataFrame({"comedy": [1, 0, 1, 0], "space": [0, 1, 0, 1], "music": [1, 0, 0, 1]},
...                       index=list("ABCD"))
>>> recommend.content_scores(traits, ["A"]).round(3).to_dict()
{'C': 0.707, 'D': 0.5, 'B': 0.0}

>>> new = pd.concat([ratings, pd.DataFrame({"A": [4.0]}, index=["Sun"])])
>>> recommend.predict(new, "Sun", "D")
4.0
"""

from extension.card import Card, Symbol
from extension.drawing import bars

from crm_models import recommend
from crm_models.text import Text

RATING = Text("评分", "rating")


def _plot(names, lang):
    alike = recommend.similarities(names["ratings"], "Li").to_frame("similarity")
    labels = {"similarity": Text("相似度", "similarity")}
    title = Text("谁和李像", "Who resembles Li")
    return bars(alike, labels, lang, title=title, y=labels["similarity"], digits="{:.2f}")


CARD = Card(
    formulas=(
        r"\hat r_{ui} = \bar r_u + \frac{\sum_{v} s_{uv}\,(r_{vi} - \bar r_v)}{\sum_{v} s_{uv}}",
        r"\cos(x, y) = \frac{\sum_i x_i y_i}{\sqrt{\sum_i x_i^2}\,\sqrt{\sum_i y_i^2}}",
    ),
    symbols=(
        Symbol(r"\hat r_{ui}", Text("预测客户 u 给商品 i 的评分",
                                    "predicted rating of good i by customer u"), RATING),
        Symbol(r"\bar r_u, \bar r_v", Text("两人各自的平均评分", "mean ratings of both"), RATING),
        Symbol("r_{vi}", Text("邻居 v 给商品 i 的评分", "rating of good i by neighbour v"), RATING),
        Symbol("s_{uv}", Text("两人的相似度（皮尔逊或余弦），只用正的",
                              "similarity of the two (Pearson or cosine), above 0 only")),
        Symbol("x_i, y_i", Text("两个向量的分量", "components of two vectors")),
    ),
    functions=("recommend.similarities", "recommend.predict", "recommend.predict_from_items",
               "recommend.content_scores", "recommend.cosine"),
    sources=("Resnick et al. 1994", "Sarwar et al. 2001"),
    plots=(_plot,),
)  # fmt: skip
