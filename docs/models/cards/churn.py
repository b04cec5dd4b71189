"""Churn, retention and expected lifetime; and a claim in the press put to the test.

>>> from crm_models import retention
>>> churn = retention.churn_rate(at_start=200, lost=10)
>>> churn, retention.retention_rate(at_start=200, lost=10)
(0.05, 0.95)
>>> retention.expected_lifetime(churn)
20.0
>>> round(retention.still_there(churn, periods=20), 4)
0.3585

>>> round(retention.base_rate_of_claim(retention_up=0.20, churn_down=0.10), 4)
0.3333
"""

import numpy as np
import pandas as pd
from extension.card import COUNT, PER_PERIOD, SHARE, Card, Symbol
from extension.drawing import lines

from crm_models import retention
from crm_models.text import Text


def _plot(_, lang):
    periods = np.arange(41)
    rates = (0.02, 0.05, 0.10)
    data = pd.DataFrame(
        {f"{rate:.0%}": [retention.still_there(rate, t) for t in periods] for rate in rates},
        index=pd.Index(periods, name="periods"),
    )
    labels = {
        f"{rate:.0%}": Text(
            f"每期流失 {rate:.0%}，平均寿命 {1 / rate:g} 期",
            f"{rate:.0%} per period, mean lifetime {1 / rate:g}",
        )
        for rate in rates
    }
    return lines(
        data,
        labels,
        lang,
        title=Text("流失率不变时还剩多少客户", "Customers left at a constant churn rate"),
        x=Text("期数", "periods"),
        y=SHARE,
    )


CARD = Card(
    formulas=(
        r"c = \frac{n_{\text{lost}}}{n_{\text{start}}}, \qquad r = 1 - c",
        r"E[L] = \frac{1}{c}, \qquad S(n) = (1 - c)^n",
    ),
    symbols=(
        Symbol("c", Text("流失率", "churn rate"), PER_PERIOD),
        Symbol("r", Text("留存率", "retention rate"), PER_PERIOD),
        Symbol(r"n_{\text{lost}}", Text("期初客户中本期流失的人数",
                                        "customers of the start who were lost"), COUNT),
        Symbol(r"n_{\text{start}}", Text("期初客户数", "customers at the start"), COUNT),
        Symbol("E[L]", Text("期望生命周期", "expected lifetime"), Text("期", "periods")),
        Symbol("S(n)", Text("n 期之后还在的比例", "share left after n periods"), SHARE),
    ),
    functions=("retention.churn_rate", "retention.retention_rate", "retention.expected_lifetime",
               "retention.still_there", "retention.base_rate_of_claim"),
    sources=("Farris et al. 2010", "Fader and Hardie 2007"),
    working=lambda _: (
        retention.explain_churn_rate(200, 10),
        retention.explain_expected_lifetime(0.05),
        retention.explain_still_there(0.05, 20),
        retention.explain_claim(0.20, 0.10),
    ),
    plots=(_plot,),
)  # fmt: skip
