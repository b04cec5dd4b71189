"""OLAP on a small cube of flights.

>>> import pandas as pd
>>> from crm_models import olap
>>> cube = pd.DataFrame({
...     "month": [1, 1, 1, 2, 2, 2], "city": ["Guangzhou", "Beijing", "Chengdu"] * 2,
...     "flights": [90, 40, 20, 80, 50, 30], "late": [9, 8, 10, 4, 10, 9]})
>>> olap.take_slice(cube, "month", 1)["flights"].tolist()
[90, 40, 20]
>>> olap.dice(cube, {"city": ["Beijing", "Chengdu"], "month": [2]})["late"].tolist()
[10, 9]

>>> olap.roll_up(cube, ["month"], "flights").to_dict()
{1: 150, 2: 160}
>>> olap.rotate(cube, "city", "month", "flights").loc["Beijing"].tolist()
[40, 50]

>>> olap.ratio(cube, ["month"], "late", "flights").round(4).to_dict()
{1: 0.18, 2: 0.1438}
>>> each = cube["late"] / cube["flights"]
>>> each.groupby(cube["month"]).mean().round(4).to_dict()
{1: 0.2667, 2: 0.1833}
"""

import pandas as pd
from extension.card import SHARE, Card, Symbol
from extension.drawing import bars

from crm_models import olap
from crm_models.text import Text

UNIT = Text("度量的单位", "unit of the measure")


def _plot(names, lang):
    cube = names["cube"]
    data = pd.DataFrame(
        {
            "right": olap.ratio(cube, ["month"], "late", "flights"),
            "wrong": (cube["late"] / cube["flights"]).groupby(cube["month"]).mean(),
        }
    )
    data.index = data.index.astype(str)
    labels = {
        "right": Text("先加总再相除", "sums first, then the ratio"),
        "wrong": Text("比率的平均（错）", "mean of the ratios (wrong)"),
    }
    rows = {"1": Text("1 月", "month 1"), "2": Text("2 月", "month 2")}
    title = Text("晚点率", "Share of late flights")
    return bars(data, labels, lang, title=title, y=SHARE, names=rows, digits="{:.3f}")


CARD = Card(
    formulas=(
        r"m(d) = \sum_{f \in d} m_f",
        r"q(d) = \frac{\sum_{f \in d} a_f}{\sum_{f \in d} b_f}",
    ),
    symbols=(
        Symbol("f", Text("一条事实（立方体里的一格）", "a fact (one cell of the cube)")),
        Symbol("d", Text("上一层的一个成员，如一个月", "a member of a higher level: a month")),
        Symbol("m_f", Text("事实的度量，如航班数", "measure of a fact, such as flights"), UNIT),
        Symbol("m(d)", Text("上卷后的度量", "the measure rolled up"), UNIT),
        Symbol("a_f, b_f", Text("比率的分子与分母", "top and bottom of a ratio"), UNIT),
        Symbol("q(d)", Text("上一层的比率", "the ratio at the higher level")),
    ),
    functions=("olap.take_slice", "olap.dice", "olap.roll_up", "olap.rotate", "olap.ratio"),
    sources=("Codd et al. 1993",),
    plots=(_plot,),
)  # fmt: skip
