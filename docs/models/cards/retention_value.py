"""Lifetime value at a constant margin and retention rate.

>>> from crm_models import clv
>>> round(clv.retention_value(100, retention=0.9, discount=0.12), 2)
409.09
>>> round(clv.retention_value(100, retention=0.9, discount=0.12, first="now"), 2)
509.09
>>> round(clv.retention_value(100, retention=0.9, discount=0.12, periods=10), 2)
363.16

>>> [round(clv.margin_multiple(r, 0.12), 2) for r in (0.5, 0.6, 0.7, 0.8, 0.9)]
[0.81, 1.15, 1.67, 2.5, 4.09]

>>> round(clv.retention_curve_value([100] * 6, [0.6, 0.7, 0.8, 0.85, 0.9], 0.12), 2)
243.7

>>> choice = clv.keep_or_acquire(margin=100, retention=0.8, discount=0.1, retention_cost=20,
...                              uplift=0.05, acquisition_cost=200)
>>> round(choice.keep, 2), round(choice.acquire, 2)
(53.33, 66.67)
>>> clv.payback(100, 40), clv.payback(100, 40, retention=0.5)
(3, None)
"""

import numpy as np
import pandas as pd
from extension.card import MONEY, PER_PERIOD, Card, Symbol
from extension.drawing import lines

from crm_models import clv
from crm_models.text import Text


def _plot(_, lang):
    rates = np.round(np.arange(0.40, 0.951, 0.01), 2)
    data = pd.DataFrame(
        {f"{d:.0%}": [clv.margin_multiple(r, d) for r in rates] for d in (0.05, 0.10, 0.20)},
        index=pd.Index(rates, name="retention"),
    )
    labels = {name: Text(f"贴现率 {name}", f"discount rate {name}") for name in data}
    return lines(
        data,
        labels,
        lang,
        title=Text("一元毛利的终身价值", "What one unit of margin is worth"),
        x=Text("留存率", "retention rate"),
        y=Text("毛利倍数", "margin multiple"),
    )


CARD = Card(
    formulas=(
        r"\mathrm{CLV} = m\,\frac{r}{1+d-r}",
        r"\mathrm{CLV}_{\text{now}} = m\,\frac{1+d}{1+d-r}",
    ),
    symbols=(
        Symbol(r"\mathrm{CLV}", Text("终身价值，第一笔毛利在一期之后、且客户留存时才有",
                                     "lifetime value; first margin after one period, if retained"),
               MONEY),
        Symbol(r"\mathrm{CLV}_{\text{now}}", Text("终身价值，第一笔毛利现在就有",
                                                  "lifetime value; first margin now"), MONEY),
        Symbol("m", Text("每期毛利，不变", "margin per period, constant"), MONEY),
        Symbol("r", Text("每期留存率，不变", "retention rate, constant"), PER_PERIOD),
        Symbol("d", Text("每期贴现率", "discount rate"), PER_PERIOD),
    ),
    functions=("clv.retention_value", "clv.margin_multiple", "clv.retention_curve_value",
               "clv.keep_or_acquire", "clv.payback"),
    sources=("Gupta and Lehmann 2003", "Berger and Nasr 1998"),
    working=lambda _: (
        clv.explain_retention_value(100, 0.9, 0.12),
        clv.explain_retention_value(100, 0.9, 0.12, first="now"),
        clv.explain_payback(100, 40),
    ),
    plots=(_plot,),
)  # fmt: skip
