"""The ledger: what each exported question kept, lost, and how answers to it will be scored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from crm_models.text import Text

CLOSE = 1e-5
"""Scores this near are the same: some systems write a third as 33.33333 percent."""

How = Literal["scored", "by_hand", "impossible"]


class Fidelity(StrEnum):
    """How much of a question arrived."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What an answer earns, there and here.

    Parameters
    ----------
    response
        The answer as our form stores it.
    score
        Share of the points that the target system will give; None unless ``how`` is scored.
    ours
        Share of the points that our marking gives.
    how
        ``scored``; ``by_hand`` where a person marks; ``impossible`` where the target offers
        no way to hand in this answer.
    """

    response: object
    score: float | None
    ours: float
    how: How = "scored"

    @property
    def agrees(self) -> bool:
        """Whether both give the same, or there is nothing to compare."""
        return self.score is None or abs(self.score - self.ours) < CLOSE


@dataclass(frozen=True, slots=True)
class Record:
    """The ledger's line about one question."""

    id: str
    item: str
    version: int
    seed: int | None
    type: str
    rule: str | dict[str, str] | None
    fidelity: Fidelity
    reasons: tuple[Text, ...]
    predictions: tuple[Prediction, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain data, ready for JSON."""
        return {
            "id": self.id,
            "item": self.item,
            "version": self.version,
            "seed": self.seed,
            "type": self.type,
            "rule": self.rule,
            "fidelity": self.fidelity.value,
            "reasons": [reason._asdict() for reason in self.reasons],
            "predictions": [
                {"response": p.response, "score": p.score, "ours": p.ours, "how": p.how}
                for p in self.predictions
            ],
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines of one export."""

    format: str
    lang: str
    records: tuple[Record, ...]

    def counts(self) -> dict[str, int]:
        """Return how many questions are exact, approximate and dropped."""
        found = Counter(record.fidelity for record in self.records)
        return {fidelity.value: found[fidelity] for fidelity in Fidelity}

    def to_dict(self) -> dict[str, Any]:
        """Return the ledger as plain data, ready for JSON."""
        return {
            "format": self.format,
            "lang": self.lang,
            "counts": self.counts(),
            "records": [record.to_dict() for record in self.records],
        }
