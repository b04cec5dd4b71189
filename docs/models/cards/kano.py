"""Kano's model on two small surveys.

>>> import pandas as pd
>>> from crm_models.satisfaction import kano
>>> with_it = pd.DataFrame({"wifi": [1, 1, 1, 3, 2], "seats": [3, 3, 2, 1, 3]})
>>> without_it = pd.DataFrame({"wifi": [3, 5, 2, 3, 4], "seats": [5, 5, 5, 5, 3]})
>>> kano.classify(with_it, without_it)
  wifi seats
0    A     M
1    O     M
2    A     M
3    I     O
4    I     I

>>> counts = pd.DataFrame(
...     {"M": [95, 101, 15, 65, 9], "O": [123, 54, 24, 87, 18], "A": [45, 54, 121, 93, 83],
...      "I": [33, 81, 124, 51, 177], "R": [0, 3, 6, 0, 6], "Q": [0, 3, 6, 0, 3]},
...     index=["F1", "F2", "F3", "F4", "F5"])
>>> kano.analyse(counts)[["category", "better", "worse", "significant"]].round(3)
   category  better  worse  significant
F1        O   0.568 -0.736         True
F2        M   0.372 -0.534         True
F3        A   0.511 -0.137        False
F4        O   0.608 -0.514        False
F5        I   0.352 -0.094         True

>>> kano.category(counts, rule="mode").tolist()
['O', 'M', 'I', 'A', 'I']
"""

from extension.card import COUNT, SHARE, Card, Published, Symbol

from crm_models import satisfaction
from crm_models.plots import kano as plots
from crm_models.satisfaction import kano
from crm_models.text import Text

README = "stp25kano 0.1.0"


def _published(feature, better, worse):
    def share(measure):
        return lambda names: float(measure(names["counts"])[feature])

    return (
        Published(Text(f"{feature} 的 Better", f"Better of {feature}"), better,
                  share(kano.better), README),
        Published(Text(f"{feature} 的 Worse", f"Worse of {feature}"), worse,
                  share(kano.worse), README),
    )  # fmt: skip


CARD = Card(
    formulas=(
        r"\mathrm{Better} = \frac{A + O}{A + O + M + I}",
        r"\mathrm{Worse} = -\frac{O + M}{A + O + M + I}",
        r"|m_1 - m_2| < 1.65\,\sqrt{\frac{(m_1 + m_2)(2n - m_1 - m_2)}{2n}}",
    ),
    symbols=(
        Symbol("M", Text("当然质量（必备）的回答数", "answers: must-be"), COUNT),
        Symbol("O", Text("期望质量（一维）的回答数", "answers: one-dimensional"), COUNT),
        Symbol("A", Text("魅力质量的回答数", "answers: attractive"), COUNT),
        Symbol("I", Text("无差异的回答数", "answers: indifferent"), COUNT),
        Symbol(r"\mathrm{Better}", Text("具备时能增加多少满意", "satisfaction it can add"), SHARE),
        Symbol(r"\mathrm{Worse}", Text("缺少时会减少多少满意", "satisfaction its lack takes away"),
               Text("−1 到 0", "−1 to 0")),
        Symbol("m_1, m_2", Text("最多和次多的两类的回答数", "the two largest counts"), COUNT),
        Symbol("n", Text("全部回答数，含反向 R 和可疑 Q",
                         "all answers, reverse R and questionable Q included"), COUNT),
    ),
    functions=("satisfaction.kano.classify", "satisfaction.kano.better",
               "satisfaction.kano.worse", "satisfaction.kano.category",
               "satisfaction.kano.strengths", "satisfaction.kano.fong",
               "satisfaction.kano.analyse"),
    sources=("Kano et al. 1984", "Berger et al. 1993", "Fong 1996"),
    working=lambda names: (
        *kano.explain_better_worse(names["counts"], "F1"),
        satisfaction.explain_fong(names["counts"], "F4"),
    ),
    plots=(
        lambda names, lang: plots.quadrant(names["counts"], lang=lang),
        lambda names, lang: plots.categories(names["counts"], lang=lang),
    ),
    published=(
        *_published("F1", "0.568", "-0.736"),
        *_published("F2", "0.372", "-0.534"),
        *_published("F3", "0.511", "-0.137"),
        *_published("F4", "0.608", "-0.514"),
        *_published("F5", "0.352", "-0.094"),
    ),
)  # fmt: skip
