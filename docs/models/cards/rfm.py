"""RFM of four customers, then of a campus shop.

>>> import pandas as pd
>>> from crm_models import rfm
>>> tx = pd.DataFrame({
...     "customer_id": ["Li", "Li", "Li", "Wu", "Zhou", "Zhou", "Xu", "Xu"],
...     "date": ["2025-04-02", "2025-04-18", "2025-04-27", "2025-04-29",
...              "2025-04-05", "2025-04-09", "2025-04-20", "2025-04-24"],
...     "amount": [30.0, 45.0, 25.0, 20.0, 80.0, 60.0, 35.0, -35.0]})
>>> table = rfm.compute(tx, as_of="2025-04-30", window=30)
>>> table
             days_since_last  frequency  monetary_value
customer_id
Li                         3          3           100.0
Wu                         1          1            20.0
Xu                        10          1             0.0
Zhou                      21          2           140.0

>>> codes = rfm.binary_codes(table, cut="mean")
>>> codes.to_dict()
{'Li': '222', 'Wu': '211', 'Xu': '111', 'Zhou': '122'}
>>> rfm.segments(codes, lang="en")["Zhou"]
'key customers to keep'

>>> from crm_models.datasets.campus import campus_store
>>> shop = campus_store(2025)
>>> everybody = rfm.compute(shop.transactions, as_of=shop.as_of)
>>> rfm.scores(everybody, n=5).loc[["C001", "C003"]]
             R  F  M score
customer_id
C001         5  3  2   532
C003         2  5  2   252
>>> groups = rfm.binary_codes(everybody, cut="mean")

>>> levels = rfm.scores(everybody, n=3)
>>> int((rfm.four_segments(levels) == "other").sum()), len(everybody)
(67, 78)
"""

from extension.card import COUNT, DAYS, MONEY, Card, Symbol

from crm_models import rfm
from crm_models.plots import rfm as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"R = t_{\text{as of}} - t_{\text{last}}, \quad F = |P|, \quad M = \sum_i a_i",
        r"R \le R^* \Rightarrow 2, \quad F \ge F^* \Rightarrow 2, \quad M \ge M^* \Rightarrow 2",
    ),
    symbols=(
        Symbol("R", Text("最近一次购买距今的天数，越少越好",
                         "days since the last purchase, the fewer the better"), DAYS),
        Symbol(r"t_{\text{as of}}", Text("分析日，当天也算", "day of analysis, itself included"),
               Text("日期", "date")),
        Symbol(r"t_{\text{last}}", Text("窗口内最近一次购买的日期",
                                        "day of the last purchase in the window"),
               Text("日期", "date")),
        Symbol("F", Text("窗口内的购买次数，退款不算",
                         "purchases in the window; refunds are none"), COUNT),
        Symbol("P", Text("窗口内全部购买的集合", "all purchases in the window")),
        Symbol("M", Text("窗口内的消费总额（或平均每次金额）",
                         "amount spent in the window (or its mean per purchase)"), MONEY),
        Symbol("a_i", Text("第 i 笔金额，退款为负", "amount i, negative for a refund"), MONEY),
        Symbol("R^*, F^*, M^*", Text("分割点：平均值、中位数或给定的数",
                                     "cut-off points: mean, median or given numbers"),
               Text("同 R、F、M", "as R, F, M")),
    ),
    functions=("rfm.compute", "rfm.scores", "rfm.binary_codes", "rfm.segments",
               "rfm.four_segments", "rfm.four_tiers"),
    sources=("Hughes 1994", "Miglautsch 2000"),
    working=lambda names: (
        *rfm.explain(names["tx"], "Zhou", as_of="2025-04-30"),
        rfm.explain_code(names["table"], "Zhou")[0],
    ),
    plots=(
        lambda names, lang: plots.heat_map(names["everybody"], lang=lang),
        lambda names, lang: plots.segment_sizes(names["everybody"], names["groups"], lang=lang),
    ),
)  # fmt: skip
