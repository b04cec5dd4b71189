"""What marking one answer gives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crm_models.text import Text


@dataclass(frozen=True, slots=True)
class Result:
    """The points of one answer and why.

    Parameters
    ----------
    points, out_of
        Points given and points to be had, exact.
    reason
        Why, in one sentence.
    mistake
        Name of the misconception that the answer shows, if it is a known one.
    notes
        Explanations of what was chosen, never of what was not.
    steps
        Names of the reading steps that made the answer match (see ``marking.text``).
    """

    points: Fraction
    out_of: Fraction
    reason: Text
    mistake: str | None = None
    notes: tuple[Text, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The share of the points, between 0 and 1."""
        return float(self.points / self.out_of)

    def to_dict(self) -> dict[str, object]:
        """Return the result as plain data, ready for JSON."""
        return {
            "points": float(self.points),
            "out_of": float(self.out_of),
            "reason": self.reason._asdict(),
            "mistake": self.mistake,
            "notes": [note._asdict() for note in self.notes],
            "steps": list(self.steps),
        }


RIGHT = Text("回答正确。", "Right.")
WRONG = Text("回答不正确。", "Not right.")
BLANK = Text("没有作答。", "Not answered.")


def full(
    out_of: Fraction, *notes: Text, reason: Text = RIGHT, steps: tuple[str, ...] = ()
) -> Result:
    """Return a result with all points."""
    return Result(out_of, out_of, reason, notes=notes, steps=steps)


def zero(
    out_of: Fraction,
    *notes: Text,
    reason: Text = WRONG,
    mistake: str | None = None,
    steps: tuple[str, ...] = (),
) -> Result:
    """Return a result without points."""
    return Result(Fraction(0), out_of, reason, mistake=mistake, notes=notes, steps=steps)


def unreadable(out_of: Fraction, zh: str, en: str) -> Result:
    """Return a result without points for an answer that cannot be read."""
    return zero(out_of, reason=Text(f"答案无法识别：{zh}。", f"The answer cannot be read: {en}."))
