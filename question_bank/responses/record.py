"""One answer of one person: what was handed in, what was asked, what it earned and by which rule.

Whoever wants to regrade needs all of it: marks alone cannot be explained a year later.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from question_bank.problems import BankError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Response:
    """An answer and its mark.

    Parameters
    ----------
    student
        Who answered: an id, or any name that stays the same over the questions.
    item
        The item's id, or what another system calls the question (``Q3``).
    out_of
        Points to be had.
    points
        Points given; None while nobody has marked it.
    response
        What was handed in, as the form stored it; None for no answer.
    version, seed, digest
        The item's version, its variant, and the fingerprint that the paper froze.
    shown
        Fingerprint of what the student saw: stem, options, fields.
    rule
        The marking rule, as a paper writes it.
    rule_digest
        Fingerprint of what the rule does (its table for this question).
    by
        Who gave the mark: ``machine``, a marker's name, or empty.
    revision
        0 for the first mark of this answer, then counting up with every regrade.
    why
        Why a regrade changed it.
    """

    student: str
    item: str
    out_of: float
    points: float | None = None
    response: Any = None
    version: int | None = None
    seed: int | None = None
    digest: str | None = None
    shown: str | None = None
    rule: str | dict[str, Any] | None = None
    rule_digest: str | None = None
    by: str = ""
    revision: int = 0
    why: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Whose answer to which question this is."""
        return self.student, self.item

    @property
    def share(self) -> float | None:
        """Points as a share of what was to be had."""
        return None if self.points is None else self.points / self.out_of

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that say something, ready for JSON."""
        data = asdict(self)
        unsaid = {"revision": 0, "by": "", "why": ""}
        return {n: v for n, v in data.items() if v is not None and v != unsaid.get(n)}


FIELDS = tuple(field.name for field in fields(Response))
"""The names of the columns, in their order."""
_TEXTS = {"student", "item", "digest", "shown", "rule_digest", "by", "why"}
_COUNTS = {"version", "seed", "revision"}
_NUMBERS = {"out_of", "points"}


def from_dict(data: Mapping[str, Any], file: str, line: int) -> Response:
    """Return the response of plain data.

    Parameters
    ----------
    data
        Field to value; an unknown field is refused, an empty one counts as absent.
    file, line
        Where it stands, for the message.

    Raises
    ------
    BankError
        A field is missing, unknown, or not what it should be.

    Examples
    --------
    >>> from_dict({"student": "s1", "item": "C3-001", "out_of": "4", "points": 2}, "x.csv", 2).share
    0.5
    """
    unknown = sorted(set(map(str, data)) - set(FIELDS))
    if unknown:
        raise _fault(file, line, unknown[0], "没有这一列", "there is no such column")
    made: dict[str, Any] = {}
    for name, value in data.items():
        if value is None or value == "":
            continue
        try:
            made[name] = _typed(name, value)
        except (TypeError, ValueError):
            raise _fault(
                file, line, name, f"{value!r} 不合要求", f"{value!r} does not fit"
            ) from None
    for name in ("student", "item", "out_of"):
        if name not in made:
            raise _fault(file, line, name, "缺少这一项", "this is missing")
    out_of, points = made["out_of"], made.get("points")
    if not out_of > 0 or (points is not None and not 0 <= points <= out_of):
        raise _fault(
            file, line, "points", "得分应在 0 与满分之间", "points should lie between 0 and out_of"
        )
    return Response(**made)


def _typed(name: str, value: Any) -> Any:
    if name in _TEXTS:
        return str(value)
    if name in _COUNTS:
        return int(value)
    if name in _NUMBERS:
        return float(value)
    if name == "rule" and not isinstance(value, (str, dict)):
        raise TypeError(name)
    return value


def _fault(file: str, line: int, field: str, zh: str, en: str) -> BankError:
    return BankError.one(
        f"第 {line} 行：{zh}", f"line {line}: {en}", code="responses", file=file, field=field
    )
