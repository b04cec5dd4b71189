"""The working of what a reader of a path model wants to check by hand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd

    from crm_models.sem.pls import PLSPathModel
    from crm_models.sem.specification import Specification


def routes(spec: Specification, source: str, target: str) -> tuple[tuple[str, ...], ...]:
    """Return every way along the arrows from ``source`` to ``target``, the direct one first.

    Examples
    --------
    >>> from crm_models import sem
    >>> routes(sem.ACSI, "Quality", "Loyalty")[0]
    ('Quality', 'Satisfaction', 'Loyalty')
    >>> len(routes(sem.ACSI, "Quality", "Loyalty"))
    4
    """
    for name in (source, target):
        _ = spec[name]  # an unknown name is refused here
    found: list[tuple[str, ...]] = []

    def walk(way: tuple[str, ...]) -> None:
        for arrow in spec.paths:
            if arrow.source == way[-1]:
                if arrow.target == target:
                    found.append((*way, target))
                else:
                    walk((*way, arrow.target))

    walk((source,))
    return tuple(sorted(found, key=len))


def explain_total_effect(model: PLSPathModel, source: str, target: str) -> Explanation:
    """Return how direct and indirect effects add up to the total effect.

    Parameters
    ----------
    model
        A fitted model.
    source, target
        Cause and effect.
    """
    ways = routes(model.specification, source, target)
    if not ways:
        raise ModelError(
            f"从“{source}”到“{target}”没有路径", f"no arrows lead from {source!r} to {target!r}"
        )
    beta = model.params_
    steps = [[beta[f"{a} -> {b}"] for a, b in pairwise(way)] for way in ways]
    value = float(sum(np.prod(step) for step in steps))
    direct = value and sum(np.prod(step) for step in steps if len(step) == 1) / value
    terms = " + ".join(r" \times ".join(_signed(b) for b in step) for step in steps)
    return Explanation(
        name=Text(f"{source} 对 {target} 的总效应", f"total effect of {source} on {target}"),
        formula=r"\sum_{\text{routes}} \prod_{\text{arrows}} \beta",
        substitution=terms,
        value=value,
        interpretation=Text(
            f"{source} 提高 1 个标准差，{target} 变动 {value:.3f} 个标准差；共 {len(ways)} 条路线，"
            f"直接效应占 {100 * direct:.0f} %。",
            f"When {source} rises by one standard deviation, {target} moves by {value:.3f}; there "
            f"are {len(ways)} routes, and the direct effect is {100 * direct:.0f} % of the total.",
        ),
        symbols=((r"\beta", Text("一条箭头的路径系数", "path coefficient of one arrow")),),
    )


def explain_index(
    model: PLSPathModel, data: pd.DataFrame, construct: str, *, scale: tuple[float, float] = (1, 10)
) -> Explanation:
    """Return the working of one construct's mean index from 0 to 100.

    Parameters
    ----------
    model
        A model fitted to data.
    data
        The answers whose mean is scored.
    construct
        Which index.
    scale
        Lowest and highest possible answer.
    """
    each = model.specification[construct]
    items = list(each.indicators)
    value = float(model.indices(data, scale=scale)[construct].mean())
    place = [model.specification.indicators.index(item) for item in items]
    raw = model.weights_[construct].to_numpy() / model.moments_.deviation[place]
    raw = raw / raw.sum()
    low, high = scale
    terms = " + ".join(
        rf"{w:.3f}({x:.3f} - {low:g})" for w, x in zip(raw, data[items].mean(), strict=True)
    )
    label = each.label or Text(construct, construct)
    return Explanation(
        name=Text(f"{label.zh}指数", f"index of {label.en.lower()}"),
        formula=r"100\,\frac{\sum_i w_i(\bar x_i - \min)}{\max - \min}",
        substitution=rf"100\,\frac{{{terms}}}{{{high:g} - {low:g}}}",
        value=value,
        interpretation=Text(
            f"在 0 到 100 的刻度上得 {value:.1f} 分。", f"{value:.1f} on a scale of 0 to 100."
        ),
        symbols=(
            (
                r"w_i",
                Text(
                    "未标准化题项的权重，合计为 1", "weight of unstandardised item i; they sum to 1"
                ),
            ),
            (r"\bar x_i", Text("题项 i 的平均分", "mean answer to item i")),
        ),
        shown=f"{value:.1f}",
    )


def explain_alpha(model: PLSPathModel, construct: str) -> Explanation:
    """Return the working of Cronbach's alpha of one construct.

    Parameters
    ----------
    model
        A fitted model.
    construct
        A reflective construct with at least two indicators.
    """
    each = model.specification[construct]
    k = len(each.indicators)
    if k < 2 or each.mode == "B":
        raise ModelError(
            f"“{construct}”是单题项或形成型构念，没有 Cronbach α",
            f"{construct!r} is a single item or formative: it has no Cronbach's alpha",
        )
    place = [model.specification.indicators.index(item) for item in each.indicators]
    block = model.moments_.correlation[np.ix_(place, place)]
    mean = float((block.sum() - k) / (k * (k - 1)))
    value = float(model.reliability()["alpha"][construct])
    enough = value >= 0.7
    return Explanation(
        name=Text(f"{construct} 的 Cronbach α", f"Cronbach's alpha of {construct}"),
        formula=r"\alpha = \frac{k \bar r}{1 + (k - 1)\bar r}",
        substitution=rf"\alpha = \frac{{{k} \times {mean:.4f}}}{{1 + {k - 1} \times {mean:.4f}}}",
        value=value,
        interpretation=Text(
            "不低于常用的 0.7：题项一致。" if enough else "低于常用的 0.7：题项不够一致。",
            f"{'At least' if enough else 'Below'} the usual 0.7: the items "
            f"{'agree' if enough else 'do not agree enough'}.",
        ),
        symbols=(
            ("k", Text("题项数", "number of items")),
            (r"\bar r", Text("题项间的平均相关", "mean correlation among the items")),
        ),
    )


def _signed(number: float) -> str:
    return f"{number:.3f}" if number >= 0 else f"({number:.3f})"
