"""Retention ratios of spending, corrected for exposure.

>>> import pandas as pd
>>> from crm_models import retention
>>> spend = pd.DataFrame(
...     [[576.45, 1123.20, 218.10], [261.30, 425.00, 136.90]],
...     index=["G1", "G2"], columns=["March", "April", "May"])
>>> retention.ratio_chain(spend, exposure=(15, 30, 15)).round(4)
     April     May
G1  0.9742  0.3884
G2  0.8132  0.6442

>>> (spend["April"] / spend["March"]).round(3).tolist()
[1.948, 1.626]
"""

from extension.card import DAYS, MONEY, Card, Symbol

from crm_models import retention
from crm_models.plots import retention as plots
from crm_models.text import Text

EXPOSURE = (15, 30, 15)

CARD = Card(
    formulas=(r"\rho_t = \frac{S_t / e_t}{S_{t-1} / e_{t-1}}",),
    symbols=(
        Symbol(r"\rho_t", Text("第 t 期的留存率（链式比率）", "retention ratio of period t")),
        Symbol("S_t", Text("一组客户在第 t 期的消费额", "spending of a group in period t"), MONEY),
        Symbol("e_t", Text("第 t 期观察了多久", "exposure: how long period t was observed"), DAYS),
    ),
    functions=("retention.ratio_chain", "retention.spend_per_period", "retention.explain_chain"),
    sources=("Farris et al. 2010",),
    working=lambda names: retention.explain_chain(names["spend"].loc["G1"].tolist(), EXPOSURE),
    plots=(lambda names, lang: plots.chain(names["spend"], EXPOSURE, lang=lang),),
)
