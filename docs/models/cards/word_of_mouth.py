"""Complaints and word of mouth, with the figures of a survey of 1981.

>>> from crm_models.satisfaction import word_of_mouth as wom
>>> round(wom.break_even(satisfied_tell=4.5, dissatisfied_tell=9.5), 4)
0.6786
>>> [round(share, 3) for share in wom.break_even_range()]
[0.643, 0.679, 0.714]

>>> wom.reach(complainers=1000, satisfied_share=0.5)
             low  middle    high
positive  2000.0  2250.0  2500.0
negative  4500.0  4750.0  5000.0
net      -3000.0 -2500.0 -2000.0
>>> wom.behaviour(complainers=1200, satisfied_share=0.5).round(1)
buy_more                   60.0
satisfied_as_before       540.0
boycott                   200.0
buy_less                  270.0
dissatisfied_as_before    130.0
dtype: float64
"""

import numpy as np
import pandas as pd
from extension.card import COUNT, SHARE, Card, Symbol
from extension.drawing import lines

from crm_models import satisfaction
from crm_models.satisfaction import word_of_mouth
from crm_models.text import Text


def _plot(_, lang):
    p = np.linspace(0, 1, 101)
    data = pd.DataFrame({"good": 4.5 * p, "bad": 9.5 * (1 - p)}, index=p)
    data["net"] = data["good"] - data["bad"]
    labels = {
        "good": Text("听到好话的人", "hear something good"),
        "bad": Text("听到坏话的人", "hear something bad"),
        "net": Text("净口碑", "balance"),
    }
    return lines(
        data,
        labels,
        lang,
        title=Text("每位投诉者带来的口碑", "Word of mouth per complainer"),
        x=Text("投诉得到完全解决的比例", "share of complaints fully resolved"),
        y=Text("人数", "people"),
        level=0,
    )


CARD = Card(
    formulas=(r"N p\,g = N (1 - p)\,b \;\Rightarrow\; p^* = \frac{b}{g + b}",),
    symbols=(
        Symbol("N", Text("投诉人数（约去）", "complainers (cancels)"), COUNT),
        Symbol("p", Text("投诉得到完全解决的比例", "share of complaints fully resolved"), SHARE),
        Symbol("g", Text("每个满意者告诉几个人", "people told by one who is satisfied"), COUNT),
        Symbol("b", Text("每个不满意者告诉几个人", "people told by one who is not"), COUNT),
        Symbol("p^*", Text("好坏口碑相抵的比例", "share at which good and bad balance"), SHARE),
    ),
    functions=("satisfaction.word_of_mouth.break_even", "satisfaction.word_of_mouth.reach",
               "satisfaction.word_of_mouth.behaviour"),
    sources=("TARP 1981",),
    working=lambda _: (
        word_of_mouth.explain_break_even(),
        satisfaction.explain_reach(1000, 0.5),
    ),
    plots=(_plot,),
)  # fmt: skip
