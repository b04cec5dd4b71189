"""Item response theory for pooled answers: difficulty apart from who happened to be asked.

A class of forty is too small for it: classical statistics with intervals serve there. The
estimates are those of girth (marginal maximum likelihood over a normal ability), the extra
``irt`` of this distribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from question_bank.problems import BankError

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

Model = Literal["1pl", "2pl"]
LEAST = 200
"""Below so many people the estimates are told with a warning."""


@dataclass(frozen=True)
class Calibration:
    """Parameters of the logistic model 1 / (1 + exp(-a (ability - b))).

    Parameters
    ----------
    model
        ``1pl``: one slope for all (Rasch's model on a normal ability); ``2pl``: one for each.
    questions
        Those that were estimated.
    difficulty
        b, on the scale on which abilities have mean 0 and standard deviation 1.
    slope
        a.
    left_out
        Questions that everybody or nobody had right: they have no finite difficulty.
    """

    model: Model
    questions: tuple[str, ...]
    difficulty: FloatArray
    slope: FloatArray
    left_out: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        rows = zip(self.questions, self.difficulty, self.slope, strict=True)
        return {
            "model": self.model,
            "questions": [
                {"item": name, "difficulty": float(b), "slope": float(a)} for name, b, a in rows
            ],
            "left_out": list(self.left_out),
        }


def calibrate(scores: Scores, model: Model = "1pl") -> Calibration:
    """Estimate a logistic model; a mark counts as right from half of the points on.

    Parameters
    ----------
    scores
        The pooled table; gaps (people who were not asked a question) are allowed.
    model
        Which model.

    Raises
    ------
    BankError
        The extra is not installed, or fewer than three questions vary.
    """
    try:
        import girth
    except ImportError:
        raise BankError.one(
            "项目反应理论需要 girth：请运行 pip install 'crm-course[irt]'",
            "item response theory needs girth: run pip install 'crm-course[irt]'",
            code="irt",
        ) from None
    right = scores.points / scores.out_of >= 0.5
    share = np.where(scores.asked, right, np.nan)
    varies = (np.nanmin(share, axis=0) < 1) & (np.nanmax(share, axis=0) > 0)
    if varies.sum() < 3:
        raise BankError.one(
            "有对有错的题不到 3 道，无法估计",
            "fewer than three questions have both right and wrong answers",
            code="irt",
        )
    data = np.where(scores.asked, right, girth.INVALID_RESPONSE).astype(int)[:, varies].T
    fitted = {"1pl": girth.onepl_mml, "2pl": girth.twopl_mml}[model](data)
    difficulty = np.asarray(fitted["Difficulty"], dtype=float)
    slope = np.broadcast_to(np.asarray(fitted["Discrimination"], dtype=float), difficulty.shape)
    kept = tuple(name for name, used in zip(scores.questions, varies, strict=True) if used)
    out = tuple(name for name, used in zip(scores.questions, varies, strict=True) if not used)
    return Calibration(model, kept, difficulty, slope, out)
