"""Share of wallet of a group of nineteen students, and of two customers.

>>> from crm_models import retention
>>> share = retention.share_of_wallet(spend=1357.44, income=19600)
>>> f"{share:.2%}"
'6.93%'
>>> f"{retention.share_of_wallet(1357.44, 19600, spend_periods=2):.2%}"
'3.46%'

>>> spend, income = [300, 100], [1000, 2000]
>>> round(retention.share_of_wallet(spend, income), 4)
0.1333
>>> round((300 / 1000 + 100 / 2000) / 2, 4)
0.175
"""

import pandas as pd
from extension.card import MONEY, SHARE, Card, Symbol
from extension.drawing import bars

from crm_models import retention
from crm_models.text import Text

PERIODS = Text("期数", "periods")


def _plot(names, lang):
    spend, income = (pd.Series(names[name], dtype=float) for name in ("spend", "income"))
    data = pd.DataFrame({"here": spend, "elsewhere": income - spend})
    data.loc[2] = data.sum()
    data.index = pd.Index(["one", "two", "both"])
    labels = {
        "here": Text("花在本店", "spent here"),
        "elsewhere": Text("其余收入", "rest of the income"),
    }
    rows = {
        "one": Text("客户 1：30 %", "customer 1: 30 %"),
        "two": Text("客户 2：5 %", "customer 2: 5 %"),
        "both": Text("两人合计：13.3 %", "both together: 13.3 %"),
    }
    title = Text("收入中有多少花在本店", "How much of the income is spent here")
    return bars(data, labels, lang, title=title, y=MONEY, names=rows, stacked=True)


CARD = Card(
    formulas=(r"w = \frac{S / n_S}{Y / n_Y}",),
    symbols=(
        Symbol("w", Text("客户份额", "share of wallet"), SHARE),
        Symbol("S", Text("一组客户在本店的消费总额", "what the group spent here"), MONEY),
        Symbol("Y", Text("这组客户的可支配收入总额", "disposable income of the group"), MONEY),
        Symbol("n_S, n_Y", Text("消费和收入各覆盖几期", "periods that each of them covers"),
               PERIODS),
    ),
    functions=("retention.share_of_wallet",),
    sources=("Keiningham et al. 2011",),
    working=lambda _: (retention.explain_share_of_wallet(1357.44, 19600),),
    plots=(_plot,),
)  # fmt: skip
