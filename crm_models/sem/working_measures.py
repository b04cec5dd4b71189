"""The working of the measures by which a measurement model is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.pls import PLSPathModel

    Vector = NDArray[np.float64]


def explain_composite_reliability(model: PLSPathModel, construct: str) -> Explanation:
    r"""Return the working of rho_C of one reflective construct."""
    loadings = _loadings(model, construct)
    value = float(model.reliability()["rho_c"][construct])
    total = " + ".join(f"{each:.4f}" for each in loadings)
    errors = " + ".join(f"(1 - {each:.4f}^{{2}})" for each in loadings)
    good = value >= 0.7
    return Explanation(
        name=Text(f"{construct} 的组合信度 ρC", f"composite reliability rho_C of {construct}"),
        formula=r"\rho_C = \frac{(\sum \lambda_i)^2}{(\sum \lambda_i)^2 + \sum (1 - \lambda_i^2)}",
        substitution=rf"\frac{{({total})^{{2}}}}{{({total})^{{2}} + {errors}}}",
        value=value,
        interpretation=Text(
            "不低于常用的 0.7。" if good else "低于常用的 0.7。",
            f"{'At least' if good else 'Below'} the usual 0.7.",
        ),
        symbols=((r"\lambda_i", Text("题项的载荷", "loading of an item")),),
    )


def explain_ave(model: PLSPathModel, construct: str) -> Explanation:
    r"""Return the working of the average variance extracted of one reflective construct."""
    loadings = _loadings(model, construct)
    value = float(model.reliability()["ave"][construct])
    squares = " + ".join(f"{each:.4f}^{{2}}" for each in loadings)
    good = value >= 0.5
    return Explanation(
        name=Text(f"{construct} 的平均方差提取量", f"average variance extracted of {construct}"),
        formula=r"\mathrm{AVE} = \frac{\sum \lambda_i^2}{k}",
        substitution=rf"\frac{{{squares}}}{{{len(loadings)}}}",
        value=value,
        interpretation=Text(
            f"构念解释了题项方差的 {value:.0%}，{'达到' if good else '没有达到'}常用的一半。",
            f"The construct explains {value:.0%} of its items' variance, "
            f"{'at least' if good else 'less than'} the usual half.",
        ),
        symbols=(
            (r"\lambda_i", Text("题项的载荷", "loading of an item")),
            ("k", Text("题项数", "number of items")),
        ),
    )


def explain_htmt(model: PLSPathModel, one: str, other: str) -> Explanation:
    r"""Return the working of the heterotrait-monotrait ratio of two constructs."""
    value = float(model.htmt()[other].loc[one])
    if not np.isfinite(value):
        raise ModelError(f"{one} 与 {other} 没有 HTMT", f"{one} and {other} have no HTMT")
    across = float(np.abs(_correlations(model, one, other)).mean())
    within = [_within(model, name) for name in (one, other)]
    apart = value < 0.9
    return Explanation(
        name=Text(f"{one} 与 {other} 的 HTMT", f"HTMT of {one} and {other}"),
        formula=r"\frac{\bar r_{AB}}{\sqrt{\bar r_{A} \, \bar r_{B}}}",
        substitution=rf"\frac{{{across:.5f}}}{{\sqrt{{{within[0]:.5f} \times {within[1]:.5f}}}}}",
        value=value,
        interpretation=Text(
            "低于 0.9：两个构念可以区分。" if apart else "不低于 0.9：两个构念几乎是一回事。",
            "Below 0.9: the two constructs can be told apart."
            if apart
            else "At least 0.9: the two constructs are almost one.",
        ),
        symbols=(
            (r"\bar r_{AB}", Text("两构念题项间的平均相关", "mean correlation across")),
            (r"\bar r_{A}", Text("同一构念题项间的平均相关", "mean correlation within")),
        ),
    )


def explain_f_squared(model: PLSPathModel, source: str, target: str) -> Explanation:
    r"""Return the working of the effect size of one arrow: what R² loses without it."""
    value = float(model.f_squared()[target].loc[source])
    if not np.isfinite(value):
        raise ModelError(
            f"没有从 {source} 到 {target} 的箭头", f"no arrow from {source} to {target}"
        )
    whole = float(model.r_squared_[target])
    without = whole - value * (1 - whole)
    size = next((name for least, name in _SIZES if value >= least), Text("可以忽略", "negligible"))
    return Explanation(
        name=Text(f"{source} 对 {target} 的效应量 f²", f"effect size of {source} on {target}"),
        formula=r"f^2 = \frac{R^2 - R^2_{-}}{1 - R^2}",
        substitution=rf"\frac{{{whole:.5f} - {without:.5f}}}{{1 - {whole:.5f}}}",
        value=value,
        interpretation=Text(
            f"去掉这条箭头，R² 从 {whole:.3f} 降到 {without:.3f}：效应{size.zh}。",
            f"Without the arrow R² falls from {whole:.3f} to {without:.3f}: the effect is "
            f"{size.en}.",
        ),
        symbols=(
            ("R^2", Text("全部箭头的解释比例", "share explained with all arrows")),
            ("R^2_{-}", Text("去掉这条箭头后的解释比例", "share explained without this one")),
        ),
    )


_SIZES = (
    (0.35, Text("大", "large")),
    (0.15, Text("中等", "medium")),
    (0.02, Text("小", "small")),
)
"""Cohen (1988)."""


def _loadings(model: PLSPathModel, construct: str) -> Vector:
    each = model.specification[construct]
    if len(each.indicators) < 2 or each.mode == "B":
        raise ModelError(
            f"“{construct}”是单题项或形成型构念，没有组合信度和 AVE",
            f"{construct!r} is a single item or formative: it has neither rho_C nor AVE",
        )
    return np.asarray(model.loadings_[construct], dtype=float)


def _correlations(model: PLSPathModel, one: str, other: str) -> Vector:
    items = model.specification.indicators
    rows, columns = (
        [items.index(item) for item in model.specification[name].indicators]
        for name in (one, other)
    )
    return np.asarray(model.moments_.correlation[np.ix_(rows, columns)])


def _within(model: PLSPathModel, construct: str) -> float:
    block = np.abs(_correlations(model, construct, construct))
    k = len(block)
    return 1.0 if k == 1 else float((block.sum() - k) / (k * (k - 1)))
