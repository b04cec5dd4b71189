"""Predicting churn: a table without the future, a model, and how well it ranks.

>>> import pandas as pd
>>> from crm_models import prediction
>>> shop = pd.DataFrame({
...     "customer_id": ["a", "a", "b", "a"],
...     "date": ["2025-01-01", "2025-02-01", "2025-02-20", "2025-03-20"], "amount": 1.0})
>>> table = prediction.churn_table(shop, as_of="2025-02-28", horizon=20)
>>> table[["days_since_last", "churned"]]
             days_since_last  churned
customer_id
a                         27    False
b                          8     True

>>> silent = pd.DataFrame({"weeks_silent": [1, 2, 3, 4, 5, 6, 7, 8],
...                        "churned": [0, 0, 1, 0, 1, 0, 1, 1]})
>>> model = prediction.LogisticRegression("churned", ["weeks_silent"]).fit(silent)
>>> {name: round(value, 3) for name, value in model.params_.items()}
{'intercept': -2.673, 'weeks_silent': 0.594}
>>> score = model.probability()
>>> round(prediction.auc(silent["churned"], score), 4)
0.8125
>>> prediction.gains(silent["churned"], score, n=4).round(3)
       approached  captured   lift
group
1            0.25      0.50  2.000
2            0.50      0.75  1.500
3            0.75      1.00  1.333
4            1.00      1.00  1.000

>>> prediction.confusion(silent["churned"], score)[["accuracy", "accuracy_of_never"]].tolist()
[0.75, 0.5]
"""

import pandas as pd
from extension.card import SHARE, Card, Symbol
from extension.drawing import lines

from crm_models import prediction
from crm_models.text import Text


def _plot(names, lang):
    silent = names["silent"]
    found = prediction.gains(silent["churned"], names["score"], n=8)
    data = pd.DataFrame({"model": [0.0, *found["captured"]]}, index=[0.0, *found["approached"]])
    data["chance"] = data.index
    labels = {"model": Text("按模型的次序", "in the model's order"),
              "chance": Text("随便联系", "in any order")}  # fmt: skip
    return lines(
        data,
        labels,
        lang,
        title=Text("先联系谁，能找到多少要走的人", "Whom to approach first"),
        x=Text("联系的比例", "share approached"),
        y=Text("找到的流失客户的比例", "share of churners captured"),
    )


CARD = Card(
    formulas=(
        r"P(y = 1) = \frac{1}{1 + e^{-z}}, \qquad z = b_0 + \sum_k b_k x_k",
        r"\mathrm{AUC} = P(s_1 > s_0) + \frac{1}{2}\,P(s_1 = s_0)",
        r"\operatorname{lift}(q) = \frac{c(q)}{q}",
    ),
    symbols=(
        Symbol("y", Text("是否流失（或升级），1 或 0", "whether one leaves (or rises), 1 or 0")),
        Symbol("x_k", Text("预测日已知的特征", "features known on the day"),
               Text("各自的单位", "units of their own")),
        Symbol("b_0, b_k", Text("截距与系数：特征加 1，对数优势加 b_k",
                                "intercept and coefficients of the log odds")),
        Symbol("z", Text("对数优势", "log odds")),
        Symbol("s_1, s_0", Text("一位流失者与一位留下者的得分",
                                "scores of one who leaves and of one who stays")),
        Symbol(r"\mathrm{AUC}", Text("排序正确的概率，0.5 是瞎猜",
                                     "probability of ranking a pair rightly; 0.5 is guessing"),
               SHARE),
        Symbol("q", Text("联系了几分之几的客户", "share of customers approached"), SHARE),
        Symbol("c(q)", Text("其中找到几分之几的流失者", "share of churners captured by it"), SHARE),
    ),
    functions=("prediction.churn_table", "prediction.upgrade_table",
               "prediction.LogisticRegression", "prediction.auc", "prediction.gains",
               "prediction.lift", "prediction.confusion", "prediction.sees_the_future"),
    sources=("Hosmer and Lemeshow 2000", "Hanley and McNeil 1982"),
    working=lambda names: (
        prediction.explain_probability(names["model"], {"weeks_silent": 6}),
        prediction.explain_lift(names["silent"]["churned"], names["score"], 0.25),
    ),
    plots=(_plot,),
)  # fmt: skip
