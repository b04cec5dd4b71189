"""The value matrix of eight customers, and how they moved within a year.

>>> import pandas as pd
>>> from crm_models import clv
>>> table = pd.DataFrame(
...     {"current": [900, 750, 700, 120, 90, 300, 60, 150],
...      "potential": [800, 650, 90, 900, 700, 60, 320, 200]}, index=list("abcdefgh"))
>>> classes = clv.matrix_class(table["current"], table["potential"], cuts=(500, 500))
>>> "".join(f"{who}:{name} " for who, name in classes.items())
'a:I b:I c:II d:III e:III f:IV g:IV h:IV '
>>> clv.matrix_counts(classes).to_dict()
{'I': 2, 'II': 1, 'III': 2, 'IV': 3}

>>> later = pd.Series(["I", "II", "II", "I", "III", "IV", "IV", "IV"], index=table.index)
>>> moved = clv.matrix_migration(classes, later)
>>> moved.loc[["I", "III"]]
after   I  II  III  IV
before
I       1   1    0   0
III     1   0    1   0
"""

from extension.card import MONEY, Card, Symbol

from crm_models import clv
from crm_models.plots.style import GREY, PALETTE, axes_or_new, plain_frame
from crm_models.text import Text

NOW = Text("当前价值", "current value")
LATER = Text("潜在价值", "potential value")
CUTS = (500, 500)


def _plot(names, lang):
    table, ax = names["table"], axes_or_new(None)
    for number, name in enumerate(clv.MATRIX_CLASSES):
        own = table[names["classes"] == name]
        ax.scatter(own["potential"], own["current"], s=70, marker="osD^"[number],
                   color=PALETTE[number], label=name)  # fmt: skip
    for who, row in table.iterrows():
        spot = (row["potential"], row["current"])
        ax.annotate(str(who), spot, (8, 2), textcoords="offset points")
    ax.axhline(CUTS[0], color=GREY, linestyle="--", linewidth=1)
    ax.axvline(CUTS[1], color=GREY, linestyle="--", linewidth=1)
    ax.set(xlim=(0, 1000), ylim=(0, 1000), xlabel=LATER.of(lang), ylabel=NOW.of(lang))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, table


CARD = Card(
    formulas=(
        r"\text{I}: v \ge v^*,\ u \ge u^* \qquad \text{II}: v \ge v^*,\ u < u^*",
        r"\text{III}: v < v^*,\ u \ge u^* \qquad \text{IV}: v < v^*,\ u < u^*",
    ),
    symbols=(
        Symbol("v", NOW, MONEY),
        Symbol("u", LATER, MONEY),
        Symbol("v^*, u^*", Text("高低的分界：平均值、中位数或给定的金额",
                                "where high begins: mean, median or a given amount"), MONEY),
    ),
    functions=("clv.matrix_class", "clv.matrix_counts", "clv.matrix_migration", "clv.portfolio"),
    sources=("Verhoef and Donkers 2001", "Buttle 2009"),
    plots=(_plot,),
)  # fmt: skip
