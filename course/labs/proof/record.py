"""What a proof says: plain data, which cross from one process to another as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.labs.proof import answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from course.labs.proof.listening import Answer
    from course.labs.teeth import Bite

REFERENCE, STUB, ILL_CONDITIONED = "reference", "stub", "ill-conditioned"


@dataclass(frozen=True)
class Flaw:
    """What is wrong in a cell, in both languages; kinds are those of `course.labs.proof`."""

    kind: str
    cell: str
    zh: str
    en: str


@dataclass(frozen=True)
class Looked:
    """What one check compared with, in brief.

    Attributes
    ----------
    is_call
        Whether a function was called; otherwise a value was checked.
    digest
        Of arguments and expected values.
    degenerate
        What is degenerate in the answer (zh, en); None where nothing is.
    """

    is_call: bool
    digest: str
    degenerate: tuple[str, str] | None

    @classmethod
    def of(cls, answer: Answer) -> Looked:
        """Look at an answer."""
        text = answers.degenerate(answer)
        said = None if text is None else (text.zh, text.en)
        return cls(bool(answer.given), answers.digest(answer), said)

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Looked:
        """Rebuild it from its ``dataclasses.asdict``, after JSON: equal as it was."""
        said = told["degenerate"]
        return cls(told["is_call"], told["digest"], None if said is None else (said[0], said[1]))


@dataclass(frozen=True)
class Proof:
    """What became of a lab with one seed's data.

    Attributes
    ----------
    seed
        The seed; None for the recipe's own, or where all students share the data.
    faults
        What is wrong whatever the other seeds say.
    bites
        What became of each misconception that was tried.
    answers
        By check: what it compared with.
    """

    seed: int | None
    faults: list[Flaw]
    bites: list[Bite]
    answers: dict[str, list[Looked]]

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Proof:
        """Rebuild a proof from its ``dataclasses.asdict``."""
        from course.labs.teeth import Bite

        return cls(
            told["seed"],
            [Flaw(**flaw) for flaw in told["faults"]],
            [Bite(**bite) for bite in told["bites"]],
            {
                cell: [Looked.from_dict(one) for one in looked]
                for cell, looked in told["answers"].items()
            },
        )
