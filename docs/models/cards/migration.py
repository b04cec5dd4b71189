"""Migration of bank customers between four tiers of assets.

>>> from crm_models import retention
>>> from crm_models.datasets.bank_tiers import bank_tiers
>>> bank = bank_tiers(1, n=500)
>>> names = ["low", "middle", "high", "top"]
>>> before = retention.tiers(bank.assets["before"], bank.cuts, names)
>>> after = retention.tiers(bank.assets["after"].dropna(), bank.cuts, names)
>>> retention.migration_counts(before, after)
        low  middle  high  top  exit
low     203      17     4    0    24
middle   16     104    20    0    11
high      2      10    56    6     1
top       1       3     3   19     0

>>> retention.migration_matrix(before, after).loc["middle"].round(4).tolist()
[0.106, 0.6887, 0.1325, 0.0, 0.0728]
>>> retention.downgrade_rates(before, after).round(3)
           up   same   down   exit   lost
low     0.085  0.819  0.000  0.097  0.097
middle  0.132  0.689  0.106  0.073  0.179
high    0.080  0.747  0.160  0.013  0.173
top     0.000  0.731  0.269  0.000  0.269
"""

from extension.card import COUNT, SHARE, Card, Symbol

from crm_models import retention
from crm_models.plots import cohorts as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"P_{ij} = \frac{N_{ij}}{\sum_{j} N_{ij}}, \qquad \sum_{j} P_{ij} = 1",
        r"\text{lost}_i = \sum_{j \prec i} P_{ij} + P_{i,\text{exit}}",
    ),
    symbols=(
        Symbol("N_{ij}", Text("原在 i 等、后在 j 等的客户数（j 包括流失）",
                              "customers in tier i before and j after (exit is a j)"), COUNT),
        Symbol("P_{ij}", Text("原在 i 等的客户转到 j 等的比例",
                              "share of tier i that moved to j"), SHARE),
        Symbol(r"P_{i,\text{exit}}", Text("原在 i 等、后来离开的比例",
                                          "share of tier i that left"), SHARE),
        Symbol(r"\text{lost}_i", Text("降级流失率：降到更低等级或离开的比例",
                                      "downgrade and churn: share that fell or left"), SHARE),
    ),
    functions=("retention.tiers", "retention.migration_counts", "retention.migration_matrix",
               "retention.downgrade_rates"),
    sources=("Pfeifer and Carraway 2000",),
    working=lambda names: (
        retention.explain_downgrade(names["before"], names["after"], "middle"),
    ),
    plots=(lambda names, lang: plots.migration(names["before"], names["after"], lang=lang),),
)  # fmt: skip
