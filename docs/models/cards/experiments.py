"""An A/B test, and what a campaign brings.

>>> from crm_models import campaign, experiments
>>> test = experiments.difference(200, 5000, 250, 5000)
>>> round(test.rate_a, 3), round(test.rate_b, 3)
(0.04, 0.05)
>>> round(test.points, 4), round(test.relative, 4)
(0.01, 0.25)
>>> round(test.lower, 4), round(test.upper, 4), round(test.p_value, 4)
(0.0019, 0.0181, 0.0159)

>>> campaign.expected_profit(contacts=1000, response=0.05, margin=80, contact_cost=3,
...                          fixed_cost=200)
800.0
>>> campaign.break_even_response(margin=80, contact_cost=3, fixed_cost=200, contacts=1000)
0.04

>>> round(campaign.cost_per_conversion_change(cost_change=-0.20, conversion_change=0.40), 4)
-0.4286
"""

import numpy as np
import pandas as pd
from extension.card import COUNT, MONEY, SHARE, Card, Symbol
from extension.drawing import lines

from crm_models import campaign
from crm_models.text import Text


def _plot(_, lang):
    responses = np.linspace(0, 0.1, 51)
    terms = {"contacts": 1000, "contact_cost": 3, "fixed_cost": 200}
    data = pd.DataFrame(
        {
            f"{margin}": [
                campaign.expected_profit(response=p, margin=margin, **terms) for p in responses
            ]
            for margin in (40, 80, 120)
        },
        index=responses,
    )
    labels = {name: Text(f"毛利 {name} 元", f"margin {name}") for name in data}
    return lines(
        data,
        labels,
        lang,
        title=Text("活动的期望利润", "Expected profit of a campaign"),
        x=Text("响应率", "response"),
        y=MONEY,
        level=0,
    )


CARD = Card(
    formulas=(
        r"d = p_B - p_A, \qquad \text{relative} = \frac{p_B - p_A}{p_A}",
        r"\pi = n\,(p\,m - c) - F, \qquad p^* = \frac{c + F/n}{m}",
    ),
    symbols=(
        Symbol("p_A, p_B", Text("旧版与新版的转化率", "conversion rates, old and new version"),
               SHARE),
        Symbol("d", Text("相差几个百分点", "difference in points"), SHARE),
        Symbol(r"\text{relative}", Text("相对变化，以旧版为基准",
                                        "relative change, from the old version")),
        Symbol(r"\pi", Text("活动的期望利润", "expected profit of the campaign"), MONEY),
        Symbol("n", Text("联系的人数", "people approached"), COUNT),
        Symbol("p", Text("响应率", "response"), SHARE),
        Symbol("m", Text("每位响应者的毛利", "margin per response"), MONEY),
        Symbol("c", Text("每次联系的费用", "cost per contact"), MONEY),
        Symbol("F", Text("固定费用", "fixed cost"), MONEY),
        Symbol("p^*", Text("不赚不赔的响应率", "response at which it breaks even"), SHARE),
    ),
    functions=("experiments.difference", "campaign.expected_profit",
               "campaign.break_even_response", "campaign.cost_per_conversion_change"),
    sources=("Kohavi et al. 2020",),
    plots=(_plot,),
)  # fmt: skip
