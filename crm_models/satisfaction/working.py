"""The working of Fong's test, the reach of word of mouth and the complaint rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.satisfaction.indicators import indicator_panel
from crm_models.satisfaction.kano.measures import fong
from crm_models.satisfaction.word_of_mouth import COCA_COLA_1981, ComplaintStudy, reach
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd


def explain_fong(counts: pd.DataFrame, feature: object, *, z: float = 1.65) -> Explanation:
    r"""Return the working of Fong's test of one feature: the critical difference.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"M": [65], "O": [87], "A": [93], "I": [51]}, index=["feature"])
    >>> explain_fong(table, "feature").substitution
    '1.65 \\times \\sqrt{\\frac{(93 + 87) \\times (2 \\times 296 - 93 - 87)}{2 \\times 296}}'
    """
    if feature not in counts.index:
        raise ModelError(f"没有功能 {feature}", f"there is no feature {feature}")
    row = counts.loc[[feature]]
    found = fong(row, z=z).iloc[0]
    first, second = sorted(row.iloc[0].tolist(), reverse=True)[:2]
    n = row.iloc[0].sum()
    difference, clear = float(found["difference"]), bool(found["significant"])
    return Explanation(
        name=Text(
            f"{feature} 的 Fong 检验：临界差", f"Fong's test of {feature}: critical difference"
        ),
        formula=r"z \sqrt{\frac{(m_1 + m_2)(2n - m_1 - m_2)}{2n}}",
        substitution=rf"{z:g} \times \sqrt{{\frac{{({first:g} + {second:g}) \times "
        rf"(2 \times {n:g} - {first:g} - {second:g})}}{{2 \times {n:g}}}}}",
        value=float(found["critical"]),
        shown=f"{found['critical']:.1f}",
        interpretation=Text(
            f"最多的两类相差 {difference:g}，{'不小于' if clear else '小于'}临界差："
            + ("归类明确。" if clear else "差别不显著，按 M > O > A > I 取在前的一类。"),
            f"The two commonest differ by {difference:g}, "
            + (
                "at least the critical difference: the category is clear."
                if clear
                else "less than the critical difference: take the first of them in M > O > A > I."
            ),
        ),
        symbols=(
            ("m_1, m_2", Text("最多的两类的人数", "the two largest counts")),
            ("n", Text("回答人数", "answers")),
        ),
    )


def explain_reach(
    complainers: float, satisfied_share: float, study: ComplaintStudy = COCA_COLA_1981
) -> Explanation:
    r"""Return the working of the net reach of complaints, with the middle of the study's figures.

    Examples
    --------
    >>> explain_reach(1000, 0.5).substitution
    '500 \\times 4.5 - 500 \\times 9.5'
    """
    value = float(reach(complainers, satisfied_share, study)["middle"].loc["net"])
    good = complainers * satisfied_share
    bad = complainers - good
    told = sum(study.satisfied_tell) / 2, sum(study.dissatisfied_tell) / 2
    return Explanation(
        name=Text("口碑的净传播人数", "net reach of word of mouth"),
        formula=r"N p \, g - N (1 - p) \, b",
        substitution=rf"{good:g} \times {told[0]:g} - {bad:g} \times {told[1]:g}",
        value=value,
        shown=f"{value:g}",
        interpretation=Text(
            "好口碑多于坏口碑。" if value > 0 else "坏口碑不少于好口碑：只解决一半投诉是不够的。",
            "More hear good than bad."
            if value > 0
            else "No fewer hear bad than good: resolving half of the complaints is not enough.",
        ),
        symbols=(
            ("N", Text("投诉人数", "people who complained")),
            ("p", Text("投诉得到解决的占比", "share of complaints resolved")),
            ("g, b", Text("满意者、不满意者各告诉几人", "told by the satisfied, the dissatisfied")),
        ),
    )


def explain_complaint_rate(customers: pd.DataFrame) -> Explanation:
    r"""Return the working of the complaint rate: buyers who complained, among buyers.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({
    ...     "praises": [True, True, False], "names_brand": [True, False, False],
    ...     "purchases": [3, 1, 0], "complaints": [0, 2, 0], "amount": [90, 20, 0]})
    >>> explain_complaint_rate(table).substitution
    '\\frac{1}{2}'
    """
    value = float(indicator_panel(customers)["complaint_rate"])
    bought = customers["purchases"] > 0
    buyers = int(bought.sum())
    complained = int((bought & (customers["complaints"] > 0)).sum())
    return Explanation(
        name=Text("投诉率", "complaint rate"),
        formula=r"\frac{n_\text{complained}}{n_\text{bought}}",
        substitution=rf"\frac{{{complained}}}{{{buyers}}}",
        value=value,
        shown=f"{value * 100:.4g} %",
        interpretation=Text(
            f"{buyers} 位买过的客户里有 {complained} 位投诉过；没有买过的人不在分母里，"
            "投诉两次也只算一位。",
            f"{complained} of {buyers} buyers complained; who never bought is not in the "
            "denominator, and complaining twice is one customer.",
        ),
        symbols=(
            (r"n_\text{complained}", Text("投诉过的买主", "buyers who complained")),
            (r"n_\text{bought}", Text("买过的客户", "customers who bought")),
        ),
    )
