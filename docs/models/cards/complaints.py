"""The funnel from grievance to formal complaint.

>>> import pandas as pd
>>> from crm_models.satisfaction import complaints
>>> log = pd.DataFrame({
...     "case_id": [1, 1, 2, 3, 3, 4],
...     "stage": ["latent_complaint", "voiced_complaint", "latent_complaint",
...               "voiced_complaint", "formal", "voiced_complaint"]})
>>> complaints.stage_reached(log).tolist()
['voiced_complaint', 'latent_complaint', 'formal', 'voiced_complaint']
>>> complaints.funnel(log)["reached"].tolist()
[4, 3, 1, 1]

>>> year = complaints.funnel_of_counts([60, 25, 5, 10])
>>> year.round(3)
                  reached  share  conversion  stopped
stage
latent_complaint      100   1.00         NaN       60
voiced_complaint       40   0.40       0.400       25
latent_formal          15   0.15       0.375        5
formal                 10   0.10       0.667       10
"""

import pandas as pd
from extension.card import COUNT, SHARE, Card, Symbol

from crm_models.plots import satisfaction as plots
from crm_models.text import Text


def _plot(names, lang):
    stopped = names["year"]["stopped"]
    cases = [stage for stage, n in stopped.items() for _ in range(int(n))]
    log = pd.DataFrame({"case_id": range(len(cases)), "stage": cases})
    return plots.complaint_funnel(log, lang=lang)


CARD = Card(
    formulas=(
        r"R_k = \sum_{j \ge k} S_j, \qquad c_k = \frac{R_k}{R_{k-1}}",
    ),
    symbols=(
        Symbol("S_j", Text("停在阶段 j 的案件数", "cases that stopped at stage j"), COUNT),
        Symbol("R_k", Text("至少到达阶段 k 的案件数", "cases that came to stage k"), COUNT),
        Symbol("c_k", Text("从前一阶段到阶段 k 的转化率",
                           "conversion from the stage before to stage k"), SHARE),
    ),
    functions=("satisfaction.complaints.funnel", "satisfaction.complaints.stage_reached"),
    sources=("TARP 1981", "Singh 1988"),
    plots=(_plot,),
)  # fmt: skip
