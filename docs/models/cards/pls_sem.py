"""PLS path models: a small figure with known answer, then ACSI.

>>> from crm_models import sem
>>> figure = sem.specification('''
...     Quality =~ Q1..Q3
...     Satisfaction =~ S1..S3
...     Loyalty =~ L1..L2
...     Quality -> Satisfaction
...     Satisfaction -> Loyalty
... ''')
>>> truth = {"Quality -> Satisfaction": 0.6, "Satisfaction -> Loyalty": 0.5}
>>> exact = sem.simulate(figure, truth, loadings=0.8, n=300, seed=1, exact=True)
>>> plain = sem.PLSPathModel(figure).fit(exact)
>>> {arrow: round(value, 3) for arrow, value in plain.params_.items()}
{'Quality -> Satisfaction': 0.505, 'Satisfaction -> Loyalty': 0.405}
>>> corrected = sem.PLSPathModel(figure, consistent=True).fit(exact)
>>> {arrow: round(value, 3) for arrow, value in corrected.params_.items()}
{'Quality -> Satisfaction': 0.6, 'Satisfaction -> Loyalty': 0.5}

>>> betas = [0.5, 0.1, 0.1, 0.6, 0.5, 0.3, -0.4, 0.6, -0.2]
>>> paths = dict(zip(map(str, sem.ACSI.paths), betas, strict=True))
>>> survey = sem.simulate(sem.ACSI, paths, n=250, seed=7, loadings=0.8, scale=(1, 10))
>>> model = sem.PLSPathModel(sem.ACSI).fit(survey)
>>> model.summary()[["estimate", "total", "f_squared"]].round(3).tail(3)
                            estimate  total  f_squared
Satisfaction -> Complaints    -0.284 -0.284      0.088
Satisfaction -> Loyalty        0.573  0.621      0.513
Complaints -> Loyalty         -0.168 -0.168      0.044
>>> model.reliability().round(3).loc[["Satisfaction", "Loyalty"]]
              alpha  rho_a  rho_c    ave
Satisfaction  0.802  0.807  0.883  0.716
Loyalty       0.785  0.786  0.903  0.823

>>> boot = model.bootstrap(survey, replicates=200, seed=1)
>>> boot.table().round(3).loc[["Expectation -> Satisfaction", "Quality -> Satisfaction"]]
                             estimate   mean     se      t  lower  upper
Expectation -> Satisfaction     0.087  0.086  0.052  1.685 -0.007  0.197
Quality -> Satisfaction         0.435  0.428  0.054  8.092  0.298  0.514

>>> model.indices(survey, scale=(1, 10)).mean().round(1)[["Satisfaction", "Loyalty"]].tolist()
[61.1, 60.4]

>>> len(sem.ACSI.paths), len(sem.ECSI.paths), len(sem.CCSI.paths), sem.CCSI.exogenous
(9, 12, 12, ('Image',))

>>> checked = sem.fit_measures([0.590603320426892], predictors=[3], n=250)
>>> round(float(checked["r_squared_adjusted"][0]), 6), round(float(checked["bic"][0]), 4)
(0.585611, -202.1838)
"""

from extension.card import SHARE, Card, Published, Symbol

from crm_models import sem
from crm_models.plots import sem as plots
from crm_models.text import Text

CARD = Card(
    formulas=(
        r"Y_j = \sum_{i \in j} w_i x_i, \qquad Y_j = \sum_{k \to j} \beta_{kj} Y_k + \varepsilon_j",
        r"z_j = \sum_k e_{jk} Y_k, \qquad w_i \propto \operatorname{cor}(x_i, z_j)",
        (r"\alpha = \frac{m\,\bar r}{1 + (m-1)\,\bar r}, \qquad"
        r" \mathrm{AVE} = \frac{1}{m} \sum_i \lambda_i^2"),
    ),
    symbols=(
        Symbol("x_i", Text("题项 i，标准化", "item i, standardised")),
        Symbol("w_i", Text("题项 i 的外部权重", "outer weight of item i")),
        Symbol("Y_j", Text("构念 j 的得分", "score of construct j")),
        Symbol(r"\beta_{kj}", Text("箭头 k → j 的路径系数", "path coefficient of the arrow k → j")),
        Symbol(r"\varepsilon_j", Text("没有解释的部分", "what is left unexplained")),
        Symbol("z_j", Text("从相邻构念看到的构念 j（内部近似）",
                           "construct j as its neighbours see it (inner estimate)")),
        Symbol("e_{jk}", Text("内部权重，由路径、因子或重心方案给出",
                              "inner weight, by the path, factorial or centroid scheme")),
        Symbol(r"\alpha", Text("Cronbach α：题项是否一致", "Cronbach's alpha: do items agree?"),
               SHARE),
        Symbol("m", Text("一个构念的题项数", "items of a construct")),
        Symbol(r"\bar r", Text("题项间的平均相关", "mean correlation among the items")),
        Symbol(r"\mathrm{AVE}", Text("平均方差提取量", "average variance extracted"), SHARE),
        Symbol(r"\lambda_i", Text("题项 i 的载荷", "loading of item i")),
    ),
    functions=("sem.specification", "sem.PLSPathModel", "sem.simulate", "sem.fit_measures"),
    sources=("Tenenhaus et al. 2005", "Fornell et al. 1996", "Dijkstra and Henseler 2015",
             "Henseler et al. 2015"),
    working=lambda names: (
        sem.explain_alpha(names["model"], "Satisfaction"),
        sem.explain_composite_reliability(names["model"], "Satisfaction"),
        sem.explain_ave(names["model"], "Satisfaction"),
        sem.explain_htmt(names["model"], "Satisfaction", "Loyalty"),
        sem.explain_f_squared(names["model"], "Quality", "Satisfaction"),
        sem.explain_total_effect(names["model"], "Quality", "Loyalty"),
        sem.explain_index(names["model"], names["survey"], "Satisfaction"),
    ),
    plots=(
        lambda names, lang: plots.path_diagram(names["model"], bootstrap=names["boot"], lang=lang),
        lambda names, lang: plots.importance_performance(names["model"], "Loyalty",
                                                         names["survey"], lang=lang),
    ),
    published=(
        Published(Text("调整 R²（R² = .5906，3 个前因，n = 250）",
                       "adjusted R² (R² = .5906, 3 predecessors, n = 250)"), "0.585610677993074",
                  lambda n: float(n["checked"]["r_squared_adjusted"][0]), "seminr fixtures"),
        Published(Text("同一模型的 BIC", "BIC of the same model"), "-202.183840742685",
                  lambda names: float(names["checked"]["bic"][0]), "seminr fixtures"),
    ),
)  # fmt: skip
