"""How long customers stay: six customers first, then a subscription service.

>>> from crm_models import retention
>>> months = [2, 3, 3, 5, 6, 8]
>>> left = [True, True, False, True, False, False]
>>> small = retention.kaplan_meier(months, left)
>>> small[["at_risk", "events", "censored", "survival"]].round(4)
      at_risk  events  censored  survival
time
2.0         6       1         0    0.8333
3.0         5       1         1    0.6667
5.0         3       1         0    0.4444
6.0         2       0         1    0.4444
8.0         1       0         1    0.4444
>>> retention.median_lifetime(small)
5.0

>>> from crm_models.datasets.subscriptions import subscriptions
>>> customers = subscriptions(1, n=300, churn=0.08, months=24).customers
>>> curve = retention.kaplan_meier(customers["duration"], customers["event"])
>>> retention.median_lifetime(curve)
8.0
>>> gone = customers["event"]
>>> round(float(customers.loc[gone, "duration"].mean()), 2)
6.02
>>> round(float(customers["duration"].mean()), 2)
6.78
"""

from extension.card import COUNT, SHARE, TIME, Card, Symbol

from crm_models import retention
from crm_models.plots import cohorts as plots
from crm_models.text import Text

CARD = Card(
    formulas=(r"S(t) = \prod_{t_i \le t} \left(1 - \frac{d_i}{n_i}\right)",),
    symbols=(
        Symbol("S(t)", Text("停留超过 t 的客户比例", "share who stay beyond t"), SHARE),
        Symbol("t_i", Text("有人离开的各个时刻", "times at which somebody left"), TIME),
        Symbol("d_i", Text("在 t_i 离开的人数", "customers who left at that time"), COUNT),
        Symbol("n_i", Text("到 t_i 之前仍在的人数（刚删失的也算）",
                           "customers still there just before, those censored then included"),
               COUNT),
    ),
    functions=("retention.kaplan_meier", "retention.median_lifetime", "retention.tenure"),
    sources=("Kaplan and Meier 1958", "Greenwood 1926"),
    working=lambda names: (retention.explain_survival(names["small"], 5),),
    plots=(lambda names, lang: plots.survival(names["curve"], lang=lang),),
)  # fmt: skip
