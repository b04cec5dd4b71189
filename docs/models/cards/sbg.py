"""sBG: customers under contract.

>>> from crm_models import clv
>>> survivors = [1000, 869, 743, 653, 593, 551, 517, 491]
>>> data, weights = clv.from_survivors(survivors)
>>> model = clv.ShiftedBetaGeometric(unit="year").fit(data, weights=weights)
>>> {name: round(value, 3) for name, value in model.params_.items()}
{'alpha': 0.668, 'beta': 3.806}
>>> round(model.loglik_, 2)
-1611.16

>>> model.retention_rate(range(1, 6)).round(3).tolist()
[0.851, 0.878, 0.897, 0.911, 0.921]
>>> model.survival(range(8, 13)).round(3).tolist()
[0.46, 0.436, 0.414, 0.395, 0.378]

>>> from crm_models.units import DiscountRate
>>> round(model.derl(DiscountRate(0.10, "year"), paid=8), 2)
7.53
"""

import numpy as np
from extension.card import SHARE, Card, Published, Symbol

from crm_models import clv
from crm_models.plots import clv as plots
from crm_models.text import Text
from crm_models.units import DiscountRate

RENEWALS = Text("续约次数", "renewals")

CARD = Card(
    formulas=(
        r"\theta \sim \mathrm{Beta}(\alpha, \beta)",
        r"S(t) = \frac{B(\alpha, \beta+t)}{B(\alpha, \beta)}",
        r"r_t = \frac{S(t)}{S(t-1)} = \frac{\beta+t-1}{\alpha+\beta+t-1}",
    ),
    symbols=(
        Symbol(r"\theta", Text("一位客户每次续约时离开的概率",
                               "probability that one customer leaves at a renewal"), SHARE),
        Symbol(r"\alpha, \beta", Text("离开概率在客户间分布的参数",
                                      "parameters of the distribution of θ over customers")),
        Symbol("t", Text("第几次续约", "number of the renewal"), RENEWALS),
        Symbol("S(t)", Text("t 次续约之后仍是客户的比例",
                            "share still customers after t renewals"), SHARE),
        Symbol("r_t", Text("第 t 次续约的留存率", "retention rate at renewal t"), SHARE),
    ),
    functions=("clv.ShiftedBetaGeometric", "clv.from_survivors"),
    sources=("Fader and Hardie 2007", "Fader and Hardie 2010"),
    working=lambda names: (
        clv.explain_retention_rate(names["model"], 2),
        clv.explain_residual_lifetime(names["model"], DiscountRate(0.10, "year"), paid=8),
    ),
    plots=(lambda names, lang: plots.contract(names["model"], names["survivors"], lang=lang),),
    published=(
        Published(Text("α", "α"), "0.668", lambda names: names["model"].params_["alpha"],
                  "Fader and Hardie 2007"),
        Published(Text("β", "β"), "3.806", lambda names: names["model"].params_["beta"],
                  "Fader and Hardie 2007"),
        Published(Text("对数似然", "log-likelihood"), "-1611.16",
                  lambda names: names["model"].loglik_, "Fader and Hardie 2007"),
        Published(Text("S(12)", "S(12)"), "0.378",
                  lambda names: float(names["model"].survival(np.array(12))), "jdmaturen sBG"),
        Published(Text("付过 8 次后的贴现剩余寿命，d = 10 %",
                       "discounted residual lifetime after 8 payments, d = 10 %"), "7.530",
                  lambda names: names["model"].derl(DiscountRate(0.10, "year"), paid=8),
                  "jdmaturen sBG"),
    ),
)  # fmt: skip
