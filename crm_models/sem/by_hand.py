"""The steps of PLS one at a time, as one works them by hand: for teaching and for checking.

`crm_models.sem` does not import this module: a lab may hand out the package and still ask for
these steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]
    Arrow = tuple[str, str]


def mode_a_round(
    one: ArrayLike, other: ArrayLike, weights_one: ArrayLike, weights_other: ArrayLike
) -> tuple[Vector, Vector]:
    r"""Return the outer weights of two linked constructs after one round of mode A.

    Scores :math:`y = X w`, scaled to variance 1; each construct's inner proxy is the other's score
    with the sign of their correlation; the new weight of an item is its covariance with the
    proxy, and the weights are scaled so that their score has variance 1.

    Parameters
    ----------
    one, other
        Items of each construct, standardised, ``(n, p)`` and ``(n, q)``.
    weights_one, weights_other
        Weights to start from, ``(p,)`` and ``(q,)``; their scale does not matter.

    Notes
    -----
    With two constructs all inner schemes coincide. Variances divide by n. Source: J.-B.
    Lohmöller (1989), Latent Variable Path Modeling with Partial Least Squares, ch. 2.

    Examples
    --------
    >>> quality = [[1, 1], [1, 1], [-1, 1], [-1, -1], [1, -1], [-1, -1]]
    >>> satisfaction = [[1], [1], [1], [-1], [-1], [-1]]
    >>> new, _ = mode_a_round(quality, satisfaction, [1, 1], [1])
    >>> new.round(4).tolist()
    [0.2887, 0.866]
    """
    x, y = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    x_score, y_score = scaled(x @ np.asarray(weights_one)), scaled(y @ np.asarray(weights_other))
    sign = np.sign(x_score @ y_score)
    if sign == 0:
        raise ModelError(
            "两个构念的得分不相关，权重无法更新",
            "the two scores do not correlate: weights cannot be updated",
        )
    new_x, new_y = x.T @ (sign * y_score) / len(x), y.T @ (sign * x_score) / len(y)
    return new_x / np.std(x @ new_x), new_y / np.std(y @ new_y)


def scaled(score: Vector) -> Vector:
    """Return a score divided by its standard deviation (which divides by n)."""
    return score / np.std(score)


def path_coefficients(scores: pd.DataFrame, arrows: Sequence[Arrow]) -> dict[Arrow, float]:
    """Regress each effect on all its causes by least squares.

    Parameters
    ----------
    scores
        Standardised construct scores, one column per construct.
    arrows
        ``(cause, effect)``.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"Q": [-1.0, -1.0, 1.0, 1.0], "S": [-1.0, 1.0, 1.0, -1.0]})
    >>> path_coefficients(scores.assign(L=scores["Q"]), [("Q", "L"), ("S", "L")])
    {('Q', 'L'): 1.0, ('S', 'L'): 0.0}
    """
    found: dict[Arrow, float] = {}
    for effect in dict.fromkeys(target for _, target in arrows):
        causes = [cause for cause, target in arrows if target == effect]
        slopes = np.linalg.lstsq(scores[causes].to_numpy(), scores[effect].to_numpy())[0]
        found |= {
            (cause, effect): float(value) for cause, value in zip(causes, slopes, strict=True)
        }
    return {arrow: found[arrow] for arrow in arrows}


def total_effect(paths: Mapping[Arrow, float], cause: str, effect: str) -> float:
    """Sum the products of coefficients along every way from a cause to an effect.

    Parameters
    ----------
    paths
        Coefficient of each arrow ``(cause, effect)``, without circles.
    cause, effect
        Two different constructs; 0 if no way leads from one to the other.

    Examples
    --------
    >>> paths = {("Q", "V"): 0.5, ("V", "S"): 0.4, ("Q", "S"): 0.3}
    >>> total_effect(paths, "Q", "S")
    0.5
    """
    return sum(
        value * (1.0 if target == effect else total_effect(paths, target, effect))
        for (source, target), value in paths.items()
        if source == cause
    )
