"""Association rules in eight baskets.

>>> from crm_models import association
>>> baskets = [
...     ["milk", "bread", "eggs"], ["milk", "bread"], ["milk", "tea"], ["bread", "eggs"],
...     ["milk", "bread", "tea"], ["eggs"], ["milk", "bread", "eggs"], ["tea"]]
>>> association.support(baskets, ["milk", "bread"])
0.5
>>> association.confidence(baskets, ["milk"], ["bread"])
0.8
>>> association.lift(baskets, ["milk"], ["bread"])
1.28

>>> rules = association.rules(baskets, min_support=0.25, min_confidence=0.6)
>>> rules.drop(columns=["antecedent", "consequent"]).columns.tolist()
['support', 'confidence', 'lift']
>>> for rule in rules.round(2).itertuples():
...     print(*rule.antecedent, "->", *rule.consequent, rule.confidence, rule.lift)
eggs milk -> bread 1.0 1.6
bread -> milk 0.8 1.28
milk -> bread 0.8 1.28
bread -> eggs 0.6 1.2
eggs -> bread 0.75 1.2
tea -> milk 0.67 1.07
bread eggs -> milk 0.67 1.07

>>> association.confidence(baskets, ["eggs"], ["milk"])
0.5
>>> association.lift(baskets, ["eggs"], ["milk"])
0.8
"""

from extension.card import SHARE, Card, Symbol

from crm_models import association
from crm_models.plots.style import BLUE, GREY, axes_or_new, plain_frame
from crm_models.text import Text

WORDS = {
    "title": Text("规则的支持度、置信度与提升度", "Support, confidence and lift of the rules"),
    "x": Text("置信度", "confidence"),
    "y": Text("提升度", "lift"),
}


def _plot(names, lang):
    found = association.rules(names["baskets"], 0.1, 0.1)
    single = found["antecedent"].str.len() + found["consequent"].str.len() == 2
    found = found[single].reset_index(drop=True)
    ax = axes_or_new(None, width=7.0, height=4.2)
    ax.scatter(found["confidence"], found["lift"], s=900 * found["support"], color=BLUE, alpha=0.4)
    for spot, same in found.round(6).groupby(["confidence", "lift"]):
        pairs = zip(same["antecedent"], same["consequent"], strict=True)
        label = "\n".join(f"{one[0]} → {other[0]}" for one, other in pairs)
        ax.annotate(label, spot, (0, 12), textcoords="offset points", fontsize=8, ha="center")
    ax.axhline(1, color=GREY, linewidth=1)
    ax.margins(0.15)
    ax.set(title=WORDS["title"].of(lang), xlabel=WORDS["x"].of(lang), ylabel=WORDS["y"].of(lang))
    plain_frame(ax)
    return ax, found


CARD = Card(
    formulas=(
        r"\operatorname{supp}(A) = \frac{|\{b : A \subseteq b\}|}{n}",
        (r"\operatorname{conf}(A \Rightarrow B) ="
        r" \frac{\operatorname{supp}(A \cup B)}{\operatorname{supp}(A)}"),
        (r"\operatorname{lift}(A \Rightarrow B) ="
        r" \frac{\operatorname{conf}(A \Rightarrow B)}{\operatorname{supp}(B)}"),
    ),
    symbols=(
        Symbol("A", Text("前项：“如果买了”的商品", "antecedent: the goods after 'if'")),
        Symbol("B", Text("后项：“那么也买”的商品", "consequent: the goods after 'then'")),
        Symbol("b", Text("一个购物篮", "one basket")),
        Symbol("n", Text("购物篮的个数", "number of baskets")),
        Symbol(r"\operatorname{supp}", Text("支持度：含有全部这些商品的购物篮的比例",
                                            "support: share of baskets with all these goods"),
               SHARE),
        Symbol(r"\operatorname{conf}", Text("置信度：买了前项的人里，也买后项的比例",
                                            "confidence: of those with A, the share with B too"),
               SHARE),
        Symbol(r"\operatorname{lift}", Text("提升度：1 是无关", "lift: 1 is unrelated")),
    ),
    functions=("association.support", "association.confidence", "association.lift",
               "association.itemsets", "association.rules"),
    sources=("Agrawal et al. 1993", "Agrawal and Srikant 1994", "Brin et al. 1997"),
    plots=(_plot,),
)  # fmt: skip
