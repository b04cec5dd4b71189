"""What one executed grade cell is worth: nbgrader's conventions without their holes.

An error anywhere costs the points, whatever was displayed before it; a last expression that is
a number in ``[0, max_points]`` is the points; anything else that ran to its end is full marks.
What is written to stderr costs nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from autograder.messages import finding
from autograder.report import MIME, Finding
from autograder.runner import Outcome
from autograder.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbformat import NotebookNode

TIMEOUT_ERROR = "CellTimeoutError"
MAX_FINDINGS = 200


def outcome_of(
    outputs: Sequence[NotebookNode],
    max_points: float,
    *,
    error: tuple[str, str] | None,
    source: str,
    seconds: float,
) -> Outcome:
    """Judge a grade cell that was run.

    Parameters
    ----------
    outputs
        Its outputs, as nbformat nodes.
    max_points
        What it is worth.
    error
        Name and text of the exception that ended it, from the interpreter's own reply.
    source
        The cell's full text: of a failed assertion only a message that stands in it is shown,
        since generated messages quote the expected values.
    seconds
        The time limit, for the message.
    """
    shown = tuple(lifted(outputs))
    if error is None:
        errors = [(out.ename, out.evalue) for out in outputs if out.output_type == "error"]
        error = errors[0] if errors else None
    if error is not None:
        ename, evalue = error
        if ename == TIMEOUT_ERROR:
            said = finding("timeout", seconds=seconds)
            return Outcome(Verdict.TIMEOUT, 0.0, (*shown, said), tuple(outputs))
        verdict, said = judged_error(ename, evalue, source)
        return Outcome(verdict, 0.0, (*shown, said), tuple(outputs))
    results = [out for out in outputs if out.output_type == "execute_result"]
    points = points_of(results[-1].get("data", {}).get("text/plain") if results else None)
    if points is None:
        points = max_points
    if not 0 <= points <= max_points:
        said = finding("score_range", score=points, limit=max_points)
        return Outcome(Verdict.INTERNAL, None, (*shown, said), tuple(outputs))
    verdict = Verdict.of(points, max_points)
    if not shown and verdict is not Verdict.PASS:
        shown = (finding("fail"),)
    return Outcome(verdict, points, shown, tuple(outputs))


def points_of(text: Any) -> float | None:
    """Return the number that a result's text says; `None` for any other text.

    Examples
    --------
    >>> points_of("1.5"), points_of("np.float64(2.0)"), points_of("'done'"), points_of(None)
    (1.5, 2.0, None, None)
    """
    if isinstance(text, list):
        text = "".join(part for part in text if isinstance(part, str))
    if not isinstance(text, str):
        return None
    text = text.strip()
    if text.startswith("np.") and text.endswith(")"):
        text = text[text.index("(") + 1 : -1] if "(" in text else text
    try:
        return float(text)
    except ValueError:
        return None


def judged_error(ename: str, evalue: str, source: str) -> tuple[Verdict, Finding]:
    """Return the verdict and the finding of an exception in a grade cell."""
    text = str(evalue).strip()
    if ename == "AssertionError":
        literal = text if text and text in source else ""
        return Verdict.FAIL, (
            Finding(literal, literal, name="assertion") if literal else finding("fail")
        )
    if ename == "MemoryError":
        return Verdict.MEMORY, finding("error", ename=ename, evalue=short(text))
    return Verdict.ERROR, finding("error", ename=str(ename)[:60], evalue=short(text))


def short(text: str, limit: int = 300) -> str:
    """Return a text in one line of at most ``limit`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def lifted(outputs: Iterable[NotebookNode]) -> Iterable[Finding]:
    """Yield the findings that `autograder.check` displayed, at most `MAX_FINDINGS`."""
    count = 0
    for output in outputs:
        data = output.get("data", {}).get(MIME)
        found = data.get("findings") if isinstance(data, dict) else None
        for item in found if isinstance(found, list) else []:
            said = _finding(item)
            if said is not None and count < MAX_FINDINGS:
                count += 1
                yield said


def _finding(item: Any) -> Finding | None:
    """Return a finding from its dictionary; `None` for what is none."""
    if not isinstance(item, dict):
        return None
    texts = [item.get(key, "") for key in ("zh", "en", "name")]
    numbers = [item.get(key) for key in ("points", "max_points")]
    if not all(isinstance(text, str) for text in texts):
        return None
    if not all(number is None or _finite(number) for number in numbers):
        return None
    return Finding(short(texts[0], 2000), short(texts[1], 2000), texts[2][:100], *numbers)


def _finite(number: Any) -> bool:
    return (
        isinstance(number, (int, float)) and not isinstance(number, bool) and math.isfinite(number)
    )
