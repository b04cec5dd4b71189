"""CSAT and the net promoter score: two figures from one question each.

>>> from crm_models import satisfaction
>>> liked = [5, 4, 4, 3, 5, 2, 4, 5, 1, 4]
>>> satisfaction.csat(liked)
70.0
>>> low, high = satisfaction.csat_interval(70, n=10)
>>> round(low, 1), round(high, 1)
(39.7, 89.2)

>>> recommend = [10, 9, 9, 8, 7, 3]
>>> group = satisfaction.nps_groups(recommend)
>>> group
NetPromoter(promoters=3.0, passives=2.0, detractors=1.0)
>>> round(group.score, 1), round(group.standard_error, 1)
(33.3, 30.4)

>>> before = satisfaction.NetPromoter(promoters=50, passives=30, detractors=20)
>>> after = satisfaction.NetPromoter(promoters=45, passives=40, detractors=15)
>>> before.score, after.score
(30.0, 30.0)
>>> round(before.standard_error, 1), round(after.standard_error, 1)
(7.8, 7.1)
"""

from extension.card import COUNT, SHARE, Card, Symbol

from crm_models import satisfaction
from crm_models.plots import satisfaction as plots
from crm_models.text import Text

PERCENT = Text("0 到 100", "0 to 100")
POINTS = Text("−100 到 100", "−100 to 100")


def _groups(names, lang):
    labels = {"before": Text("整改前", "before"), "after": Text("整改后", "after")}
    return {text.of(lang): names[name] for name, text in labels.items()}


CARD = Card(
    formulas=(
        r"\mathrm{CSAT} = 100\,\frac{s}{n}",
        r"\mathrm{NPS} = 100\,(p - d)",
        r"\mathrm{Var} = \frac{p + d - (p - d)^2}{n}",
    ),
    symbols=(
        Symbol("s", Text("表示满意的回答数（5 分制里 4 分和 5 分）",
                         "answers that say satisfied (4 and 5 of five)"), COUNT),
        Symbol("n", Text("全部回答数", "all answers"), COUNT),
        Symbol("p", Text("推荐者（9、10 分）的比例", "share of promoters (9 and 10)"), SHARE),
        Symbol("d", Text("贬损者（0 到 6 分）的比例", "share of detractors (0 to 6)"), SHARE),
        Symbol(r"\mathrm{CSAT}", Text("客户满意率", "customer satisfaction score"), PERCENT),
        Symbol(r"\mathrm{NPS}", Text("净推荐值", "net promoter score"), POINTS),
        Symbol(r"\mathrm{Var}", Text("p − d 的方差", "variance of p − d")),
    ),
    functions=("satisfaction.csat", "satisfaction.csat_interval", "satisfaction.nps",
               "satisfaction.nps_groups"),
    sources=("Reichheld 2003", "Wilson 1927", "Tango 1998"),
    working=lambda names: (
        satisfaction.explain_csat(7, 10),
        satisfaction.explain_nps(names["group"]),
    ),
    plots=(lambda names, lang: plots.nps_bars(_groups(names, lang), lang=lang),),
)  # fmt: skip
