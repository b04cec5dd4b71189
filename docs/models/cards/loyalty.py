"""Loyalty: attitude against behaviour, and what competition does.

>>> from crm_models.satisfaction import loyalty
>>> repeat, attitude = [5, 1, 6, 0], [9, 8, 2, 1]
>>> loyalty.dick_basu(repeat, attitude).tolist()
['loyal', 'latent', 'spurious', 'none']

>>> cars, tap_water = loyalty.CompetitionCurve(4), loyalty.CompetitionCurve(0.25)
>>> cars.loyalty([0.5, 0.9]).round(2).tolist(), tap_water.loyalty([0.5, 0.9]).round(2).tolist()
([0.06, 0.66], [0.84, 0.97])
>>> satisfied, stays = [0.3, 0.5, 0.7, 0.9], [0.05, 0.1, 0.3, 0.7]
>>> round(loyalty.fit_competition_curve(satisfied, stays).power, 2)
3.33

>>> table, holds = loyalty.satisfaction_and_loyalty([1, 1, 1, 0, 0], [1, 1, 0, 1, 0])
>>> holds
{'necessary': False, 'sufficient': False}
"""

from extension.card import COUNT, SCALE, SHARE, Card, Symbol

from crm_models.plots import satisfaction as plots
from crm_models.text import Text


def _plot(names, lang):
    markets = {
        Text("竞争激烈", "strong competition").of(lang): names["cars"],
        Text("竞争不足", "weak competition").of(lang): names["tap_water"],
    }
    return plots.competition_curves(markets, lang=lang)


CARD = Card(
    formulas=(
        (r"\text{loyal}: f \ge f^*, a \ge a^* \qquad \text{latent}: f < f^*, a \ge a^*"),
        (r"\text{spurious}: f \ge f^*, a < a^* \qquad \text{none}: f < f^*, a < a^*"),
        r"\ell = s^{\,k}",
    ),
    symbols=(
        Symbol("f", Text("重复购买（行为）", "repeat purchase (behaviour)"), COUNT),
        Symbol("a", Text("相对态度：与别家相比有多喜欢",
                         "relative attitude: how much one likes it compared with others"), SCALE),
        Symbol("f^*, a^*", Text("高低的分界", "where high begins"),
               Text("同 f、a", "as f, a")),
        Symbol("s", Text("满意度", "satisfaction"), SHARE),
        Symbol(r"\ell", Text("忠诚度", "loyalty"), SHARE),
        Symbol("k", Text("曲线的弯曲：大于 1 竞争激烈，小于 1 竞争不足",
                         "bend: above 1 strong competition, below 1 weak")),
    ),
    functions=("satisfaction.loyalty.dick_basu", "satisfaction.loyalty.CompetitionCurve",
               "satisfaction.loyalty.fit_competition_curve",
               "satisfaction.loyalty.satisfaction_and_loyalty"),
    sources=("Dick and Basu 1994", "Jones and Sasser 1995"),
    plots=(_plot,),
)  # fmt: skip
