"""From satisfaction to loyalty: attitude against behaviour, and what competition does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.satisfaction.responses import in_step, numbers, on_scale
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

CLASSES = {
    "loyal": Text("忠诚", "loyalty"),
    "latent": Text("潜在忠诚", "latent loyalty"),
    "spurious": Text("虚假忠诚", "spurious loyalty"),
    "none": Text("不忠诚", "no loyalty"),
}
"""The cells of Dick & Basu (1994). *Latent* here is high attitude with low repeat purchase; other
typologies use the word for low attachment and low repeat purchase."""

_REPEAT, _ATTITUDE = Text("重复购买", "repeat purchases"), Text("相对态度", "relative attitudes")
_SHARE_S = Text("满意度（0–1）", "satisfaction (0 to 1)")
_SHARE_L = Text("忠诚度（0–1）", "loyalty (0 to 1)")
_IS_SATISFIED = Text("满意（0/1）", "satisfied (0 or 1)")
_IS_LOYAL = Text("忠诚（0/1）", "loyal (0 or 1)")
Ties = Literal["high", "low"]
Cut = float | Literal["mean", "median"]


def dick_basu(
    repeat: ArrayLike | pd.Series,
    attitude: ArrayLike | pd.Series,
    *,
    cut: tuple[Cut, Cut] = ("mean", "mean"),
    ties: Ties = "high",
) -> pd.Series:
    """Sort customers into the loyalty matrix of Dick and Basu.

    Parameters
    ----------
    repeat
        Repeat purchase, such as its share or number.
    attitude
        Relative attitude.
    cut
        Where high begins, for each of the two: a number, ``"mean"`` or ``"median"``.
    ties
        Whether a customer exactly on the cut is ``"high"`` or ``"low"``.

    Returns
    -------
    Series
        ``"loyal"`` (both high), ``"latent"`` (attitude alone high), ``"spurious"`` (repeat alone
        high) or ``"none"``.

    Examples
    --------
    >>> dick_basu([5, 1, 6, 0], [9, 8, 2, 1]).tolist()
    ['loyal', 'latent', 'spurious', 'none']
    """
    r, a = numbers(repeat, _REPEAT), numbers(attitude, _ATTITUDE)
    in_step(r, a, (_REPEAT, _ATTITUDE))
    if ties not in ("high", "low"):
        raise ModelError(
            f"ties={ties!r} 不对，可选：high、low", f"ties={ties!r}; choose high or low"
        )
    high_r, high_a = (_above(v, c, ties) for v, c in zip((r, a), cut, strict=True))
    names = np.select([high_r & high_a, high_a, high_r], ["loyal", "latent", "spurious"], "none")
    return pd.Series(names, index=r.index, name="loyalty")


@dataclass(frozen=True, slots=True)
class CompetitionCurve:
    """Loyalty as a power of satisfaction, both from 0 to 1: ``loyalty = satisfaction ** power``.

    A power above 1 bends the curve down: under strong competition only the very satisfied stay.
    A power below 1 bends it up: where customers have no choice even the dissatisfied stay.

    Examples
    --------
    >>> cars, tap_water = CompetitionCurve(4), CompetitionCurve(0.25)
    >>> cars.loyalty([0.5, 0.9]).round(2).tolist()
    [0.06, 0.66]
    >>> tap_water.loyalty([0.5, 0.9]).round(2).tolist()
    [0.84, 0.97]
    """

    power: float

    def __post_init__(self) -> None:
        if not (np.isfinite(self.power) and self.power > 0):
            raise ModelError(
                f"幂次要大于 0，得到 {self.power}", f"power must be above 0: {self.power}"
            )

    def loyalty(self, satisfaction: ArrayLike | pd.Series) -> pd.Series:
        """Return the loyalty that goes with each satisfaction."""
        found = on_scale(satisfaction, _SHARE_S, 0, 1)
        return (found**self.power).rename("loyalty")

    @property
    def meaning(self) -> Text:
        """What the bend of the curve says."""
        if self.power > 1:
            return Text(
                "竞争激烈：只有非常满意的客户才忠诚。",
                "Strong competition: only the very satisfied are loyal.",
            )
        if self.power < 1:
            return Text(
                "竞争不足：不满意的客户也留下来，这是虚假忠诚。",
                "Weak competition: the dissatisfied stay too; their loyalty is spurious.",
            )
        return Text("忠诚随满意度成比例上升。", "Loyalty rises in proportion to satisfaction.")


def fit_competition_curve(
    satisfaction: ArrayLike | pd.Series, loyalty: ArrayLike | pd.Series
) -> CompetitionCurve:
    """Fit the curve by least squares.

    Parameters
    ----------
    satisfaction, loyalty
        Pairs of values from 0 to 1.

    Examples
    --------
    >>> s = [0.2, 0.4, 0.6, 0.8]
    >>> round(fit_competition_curve(s, CompetitionCurve(3).loyalty(s)).power, 6)
    3.0
    """
    from scipy import optimize  # slow to import, and seldom needed

    s, y = on_scale(satisfaction, _SHARE_S, 0, 1), on_scale(loyalty, _SHARE_L, 0, 1)
    in_step(s, y, (_SHARE_S, _SHARE_L))
    inside = ((s > 0) & (s < 1)).to_numpy()
    if not inside.any():
        raise ModelError(
            "满意度全是 0 或 1，曲线的弯曲无法确定",
            "satisfaction is 0 or 1 throughout: the bend cannot be told",
        )

    base, wanted = s.to_numpy(), y.to_numpy()

    def loss(log_power: float) -> float:
        return float(((base ** np.exp(log_power) - wanted) ** 2).sum())

    # The sum of squares has a flat end on either side: find the valley before its floor.
    grid, step = np.linspace(-5, 5, 81, retstep=True)
    valley = grid[int(np.argmin([loss(each) for each in grid]))]
    bounds = (max(valley - step, -5.0), min(valley + step, 5.0))
    found = optimize.minimize_scalar(
        loss, bounds=bounds, method="bounded", options={"xatol": 1e-10}
    )
    return CompetitionCurve(float(np.exp(found.x)))


def satisfaction_and_loyalty(
    satisfied: ArrayLike | pd.Series, loyal: ArrayLike | pd.Series
) -> tuple[pd.DataFrame, dict[str, bool]]:
    """Tell whether satisfaction is necessary or sufficient for loyalty among these customers.

    Returns
    -------
    DataFrame, dict
        The two-by-two table (rows satisfied no/yes, columns loyal no/yes), and whether
        satisfaction is ``necessary`` (nobody is loyal without it) and ``sufficient`` (everybody
        satisfied is loyal). One counter-example each refutes them.

    Examples
    --------
    >>> table, is_ = satisfaction_and_loyalty([1, 1, 0, 0], [1, 0, 0, 0])
    >>> is_
    {'necessary': True, 'sufficient': False}
    """
    s = on_scale(satisfied, _IS_SATISFIED, 0, 1, whole=True)
    y = on_scale(loyal, _IS_LOYAL, 0, 1, whole=True)
    in_step(s, y, (_IS_SATISFIED, _IS_LOYAL))
    table = pd.crosstab(s.astype(bool), y.astype(bool)).reindex(
        index=[False, True], columns=[False, True], fill_value=0
    )
    table.index.name, table.columns.name = "satisfied", "loyal"
    return table, {
        "necessary": bool(table.loc[False, True] == 0),
        "sufficient": bool(table.loc[True, False] == 0),
    }


def _above(values: pd.Series, cut: Cut, ties: Ties) -> pd.Series:
    if cut == "mean":
        point = float(values.mean())
    elif cut == "median":
        point = float(values.median())
    elif isinstance(cut, int | float):
        point = float(cut)
    else:
        raise ModelError(
            f"分割点 {cut!r} 不对：给一个数，或 mean、median",
            f"cut {cut!r}: give a number, or mean or median",
        )
    return values >= point if ties == "high" else values > point
