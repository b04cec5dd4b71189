"""Cohorts: four customers first, then four months of a shop.

>>> import pandas as pd
>>> from crm_models import retention
>>> tx = pd.DataFrame({
...     "customer_id": ["Li", "Wu", "Li", "Xu", "Xu", "Wu", "Zhou"], "amount": [1.0] * 7,
...     "date": ["2025-01-05", "2025-01-20", "2025-03-01", "2025-02-02", "2025-03-03",
...              "2025-02-11", "2025-03-20"]})
>>> retention.cohort_triangle(tx, as_of="2025-03-31", every="M")
age        0    1    2
cohort
2025-01  2.0  1.0  1.0
2025-02  1.0  1.0  NaN
2025-03  1.0  NaN  NaN

>>> counts = pd.DataFrame(
...     [[120, 66, 54, 48], [100, 60, 50, None], [80, 36, None, None], [60, None, None, None]],
...     index=["2025-01", "2025-02", "2025-03", "2025-04"], dtype=float)
>>> retention.retention_triangle(counts).iloc[0].tolist()
[1.0, 0.55, 0.45, 0.4]
>>> retention.mean_retention(counts).round(4).tolist()
[1.0, 0.54, 0.4727, 0.4]
>>> retention.retention_triangle(counts).mean().round(4).tolist()
[1.0, 0.5333, 0.475, 0.4]
"""

from extension.card import COUNT, SHARE, Card, Symbol

from crm_models import retention
from crm_models.plots import cohorts as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"r_{c,k} = \frac{N_{c,k}}{N_{c,0}}",
        r"\bar r_k = \frac{\sum_{c \le C-k} N_{c,k}}{\sum_{c \le C-k} N_{c,0}}",
    ),
    symbols=(
        Symbol("c", Text("同期群：第一次购买所在的期", "cohort: the period of the first purchase"),
               Text("日历期", "calendar period")),
        Symbol("C", Text("最近一期", "the last period"), Text("日历期", "calendar period")),
        Symbol("k", Text("年龄：第一次购买之后的第几期", "age: periods since the first purchase"),
               Text("期", "periods")),
        Symbol("N_{c,k}", Text("同期群 c 在年龄 k 又来购买的客户数",
                               "customers of cohort c who bought again at age k"), COUNT),
        Symbol("r_{c,k}", Text("同期群 c 在年龄 k 的留存率", "retention of cohort c at age k"),
               SHARE),
        Symbol(r"\bar r_k", Text("年龄 k 的平均留存率，只用已经到这个年龄的同期群",
                                 "mean retention at age k, over cohorts that have reached it"),
               SHARE),
    ),
    functions=("retention.cohort_triangle", "retention.retention_triangle",
               "retention.mean_retention"),
    sources=("Fader and Hardie 2007", "Farris et al. 2010"),
    working=lambda names: (retention.explain_mean_retention(names["counts"], 2),),
    plots=(lambda names, lang: plots.triangle(names["counts"], lang=lang),),
)  # fmt: skip
