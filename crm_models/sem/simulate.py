"""Surveys drawn from a path model whose parameters are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from crm_models.sem.specification import Construct, Specification


def construct_correlations(
    spec: Specification,
    paths: Mapping[str, float],
    correlations: Mapping[tuple[str, str], float] | None = None,
) -> pd.DataFrame:
    """Return the correlations of the constructs that the path coefficients imply.

    Parameters
    ----------
    spec
        The figure.
    paths
        Standardised coefficient of each arrow, e.g. ``{"Quality -> Satisfaction": 0.6}``.
    correlations
        Correlations of exogenous constructs; 0 where missing.

    Raises
    ------
    ModelError
        An arrow without coefficient, one that is not drawn, or effects so strong that a
        construct would have a variance above 1.
    """
    drawn = {str(arrow): arrow for arrow in spec.paths}
    unknown, absent = sorted(paths.keys() - drawn.keys()), sorted(drawn.keys() - paths.keys())
    if unknown or absent:
        listed = ", ".join(unknown or absent)
        zh, en = (
            ("多出的路径", "not drawn") if unknown else ("缺少系数的路径", "no coefficient for")
        )
        raise ModelError(f"{zh}：{listed}", f"paths {en}: {listed}")
    names = list(spec.names)
    phi = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    for (one, other), value in (correlations or {}).items():
        if one not in spec.exogenous or other not in spec.exogenous:
            raise ModelError(
                f"只能给外生构念设相关：{one}、{other}",
                f"only exogenous constructs can be correlated: {one}, {other}",
            )
        phi.loc[one, other] = phi.loc[other, one] = value
    done = list(spec.exogenous)
    for target in (name for name in spec.causal_order if name in spec.endogenous):
        sources = list(spec.predecessors(target))
        beta = np.array([paths[f"{source} -> {target}"] for source in sources])
        explained = beta @ phi.loc[sources, sources].to_numpy() @ beta
        if explained > 1:
            raise ModelError(
                f"指向“{target}”的系数太大：R² 会是 {explained:.2f}，不能超过 1",
                f"the paths to {target!r} are too strong: R² would be {explained:.2f}, above 1",
            )
        shared = beta @ phi.loc[sources, done].to_numpy()
        phi.loc[target, done] = shared
        phi.loc[done, target] = shared
        done.append(target)
    return phi


def indicator_correlations(
    spec: Specification,
    paths: Mapping[str, float],
    *,
    loadings: float | Mapping[str, float] = 0.8,
    correlations: Mapping[tuple[str, str], float] | None = None,
) -> pd.DataFrame:
    """Return the correlations of the indicators that a whole model implies.

    Mode A constructs are common factors: indicators correlate only through them. A mode B
    construct is the equally weighted sum of its indicators, which correlate among themselves
    just as much as its loading asks for.

    Parameters
    ----------
    spec, paths, correlations
        As for :func:`construct_correlations`.
    loadings
        One for all, or by construct, or by indicator (the latter for mode A alone).
    """
    phi = construct_correlations(spec, paths, correlations)
    names = list(spec.indicators)
    load = np.concatenate([_loadings(each, loadings) for each in spec.constructs])
    home = [each.name for each in spec.constructs for _ in each.indicators]
    matrix = np.outer(load, load) * phi.loc[home, home].to_numpy()
    start = 0
    for each in spec.constructs:
        part = slice(start, start + len(each.indicators))
        if each.mode == "B":
            matrix[part, part] = _within(each, load[part])
        start = part.stop
    np.fill_diagonal(matrix, 1.0)
    return pd.DataFrame(matrix, index=names, columns=names)


def simulate(
    spec: Specification,
    paths: Mapping[str, float],
    *,
    n: int,
    seed: int | np.random.Generator,
    loadings: float | Mapping[str, float] = 0.8,
    correlations: Mapping[tuple[str, str], float] | None = None,
    exact: bool = False,
    scale: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Draw a survey of n respondents from a model with known parameters.

    Parameters
    ----------
    spec, paths, loadings, correlations
        The model, as for :func:`indicator_correlations`.
    n
        Respondents.
    seed
        The same seed gives the same survey.
    exact
        Make the *sample* correlations equal to the model's, not only their expectation.
    scale
        Round to whole answers on such a scale, e.g. ``(1, 10)``; standardised numbers if None.

    Examples
    --------
    >>> from crm_models import sem
    >>> figure = sem.specification('''
    ...     Q =~ Q1..Q2
    ...     S =~ S1..S2
    ...     Q -> S
    ... ''')
    >>> simulate(figure, {"Q -> S": 0.6}, n=3, seed=7, scale=(1, 10))
       Q1  Q2  S1  S2
    0   6   7   6   5
    1   6   5   7   8
    2   6   6   7   7
    """
    implied = indicator_correlations(spec, paths, loadings=loadings, correlations=correlations)
    values = sample(implied.to_numpy(), n, np.random.default_rng(seed), exact=exact)
    frame = pd.DataFrame(values, columns=list(spec.indicators))
    if scale is None:
        return frame
    low, high = scale
    answers = low + (high - low) * (0.62 + 0.2 * frame)
    return answers.round().clip(low, high).astype(int)


def sample(
    correlation: NDArray[np.float64], n: int, rng: np.random.Generator, *, exact: bool = False
) -> NDArray[np.float64]:
    """Draw n rows of normal variables with the given correlations, in the sample if ``exact``."""
    p = len(correlation)
    if exact and n <= p:
        raise ModelError(
            f"样本相关要精确，行数必须多于 {p}",
            f"exact sample correlations need more than {p} rows",
        )
    noise = rng.standard_normal((n, p))
    if exact:
        noise -= noise.mean(axis=0)
        noise = np.linalg.qr(noise)[0] * np.sqrt(n)
    values, vectors = np.linalg.eigh(correlation)
    # The symmetric root: eigenvectors' arbitrary signs cancel, so every machine draws the same.
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    drawn: NDArray[np.float64] = noise @ root
    return drawn


def _loadings(each: Construct, loadings: float | Mapping[str, float]) -> NDArray[np.float64]:
    if len(each.indicators) == 1:
        return np.ones(1)  # a single indicator is its construct
    if isinstance(loadings, (int, float)):
        given = [loadings] * len(each.indicators)
    elif each.name in loadings:
        given = [loadings[each.name]] * len(each.indicators)
    else:
        absent = [name for name in each.indicators if name not in loadings]
        if absent:
            raise ModelError(
                f"缺少载荷：{'、'.join(absent)}", f"no loading for: {', '.join(absent)}"
            )
        given = [loadings[name] for name in each.indicators]
    values = np.array(given, dtype=np.float64)
    if (np.abs(values) > 1).any():
        raise ModelError(
            f"“{each.name}”的载荷不能超过 1", f"a loading of {each.name!r} is beyond 1"
        )
    return values


def _within(each: Construct, load: NDArray[np.float64]) -> NDArray[np.float64]:
    """Equal correlations r with which k equally weighted indicators have the given loading.

    Loading² = (1 + (k - 1) r) / k.
    """
    k = len(load)
    if k == 1:
        return np.ones((1, 1))
    if not np.allclose(load, load[0]) or load[0] ** 2 < 1 / k:
        raise ModelError(
            f"“{each.name}”是形成型构念：载荷要相等，且不小于 {k**-0.5:.3f}",
            f"{each.name!r} is formative: its loadings must be equal and at least {k**-0.5:.3f}",
        )
    return np.full((k, k), (k * load[0] ** 2 - 1) / (k - 1))
