"""Customer delivered value of two offers.

>>> import pandas as pd
>>> from crm_models import delivered_value as cdv
>>> offers = pd.DataFrame(
...     {"product": [15, 6], "service": [8, 4], "personnel": [4, 3], "image": [3, 2],
...      "monetary": [12, 4], "time": [5, 2], "energy": [3, 2]}, index=["A", "B"])
>>> cdv.totals(offers)
   value  cost
A   30.0  20.0
B   15.0   8.0
>>> cdv.absolute(offers).to_dict(), cdv.relative(offers).to_dict()
({'A': 10.0, 'B': 7.0}, {'A': 1.5, 'B': 1.875})
>>> cdv.reversals(offers)
  better_absolute better_relative
0               A               B

>>> cdv.absolute(offers, weights={"time": 3}).to_dict()
{'A': 0.0, 'B': 3.0}
"""

from extension.card import SCALE, Card, Symbol
from extension.drawing import bars

from crm_models import delivered_value
from crm_models.text import Text


def _plot(names, lang):
    offers = names["offers"]
    data = delivered_value.totals(offers).assign(absolute=delivered_value.absolute(offers))
    labels = {
        "value": Text("总客户价值", "total value"),
        "cost": Text("总客户成本", "total cost"),
        "absolute": Text("绝对让渡价值", "absolute delivered value"),
    }
    title = Text("两个方案", "Two offers")
    return bars(data, labels, lang, title=title, y=SCALE)


CARD = Card(
    formulas=(
        r"CDV_{\text{abs}} = TCV - TCC, \qquad CDV_{\text{rel}} = \frac{TCV}{TCC}",
        r"TCV = \sum_j w_j v_j, \qquad TCC = \sum_k w_k c_k",
    ),
    symbols=(
        Symbol("TCV", Text("总客户价值", "total customer value"), SCALE),
        Symbol("TCC", Text("总客户成本", "total customer cost"), SCALE),
        Symbol("v_j", Text("产品、服务、人员、形象价值",
                           "product, service, personnel and image value"), SCALE),
        Symbol("c_k", Text("货币、时间、精力与体力成本",
                           "monetary, time and energy cost"), SCALE),
        Symbol("w_j, w_k", Text("权重，不指定时为 1", "weights, 1 if not given")),
        Symbol(r"CDV_{\text{abs}}", Text("绝对让渡价值", "absolute delivered value"), SCALE),
        Symbol(r"CDV_{\text{rel}}", Text("相对让渡价值", "relative delivered value")),
    ),
    functions=("delivered_value.totals", "delivered_value.absolute", "delivered_value.relative",
               "delivered_value.reversals"),
    sources=("Kotler 2003",),
    working=lambda names: delivered_value.explain(names["offers"], "A"),
    plots=(_plot,),
)  # fmt: skip
