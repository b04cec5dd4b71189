"""What the proofs of all seeds together say is wrong with a lab."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from course.labs.proof.record import Flaw
from course.labs.trial import Fault
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.labs.proof.record import Proof
    from course.labs.schema import Lab
    from course.labs.teeth import Bite

DEGENERATE = "degenerate"
SHOWN = 3
"""So many seeds are named; the others are counted."""


def tried(proofs: Sequence[Proof]) -> set[str]:
    """Return the names of the misconceptions that were tried."""
    return {bite.name for proof in proofs for bite in proof.bites}


def found(lab: Lab, proofs: Sequence[Proof]) -> list[Fault]:
    """Return what is wrong, each once, with the seeds where it is.

    Parameters
    ----------
    lab
        The lab: its ``right_here``.
    proofs
        One for each seed; the one that the others know of goes first.
    """
    seeds: dict[tuple[str, str], list[int]] = defaultdict(list)
    texts: dict[tuple[str, str], Text] = {}
    hanging = _depending(proofs)
    for proof in proofs:
        for flaw in (*proof.faults, *_degenerate(proof, hanging), *_teeth(lab, proof, proofs[0])):
            key = (flaw.cell or lab.name, flaw.kind)
            texts.setdefault(key, Text(flaw.zh, flaw.en))
            if proof.seed is not None:
                seeds[key].append(proof.seed)
    return [
        Fault(cell, _with_seeds(text, seeds[cell, kind], len(proofs)), tuple(seeds[cell, kind]))
        for (cell, kind), text in texts.items()
    ]


def _with_seeds(text: Text, seeds: list[int], number: int) -> Text:
    if not seeds:
        return text
    some, more = ", ".join(str(seed) for seed in seeds[:SHOWN]), "…" if seeds[SHOWN:] else ""
    return Text(
        f"{text.zh}（{number} 份数据中 {len(seeds)} 份，种子 {some}{more}）",
        f"{text.en} (with {len(seeds)} of {number} sets of data, seeds {some}{more})",
    )


def _depending(proofs: Iterable[Proof]) -> set[tuple[str, int]]:
    """Return the checks whose answers depend on the student's data, by cell and place."""
    digests: dict[tuple[str, int], set[str]] = defaultdict(set)
    depending = set()
    for proof in proofs:
        for cell, answers in proof.answers.items():
            for place, answer in enumerate(answers):
                digests[cell, place].add(answer.digest)
                if not answer.is_call or len(digests[cell, place]) > 1:
                    depending.add((cell, place))
    return depending


def _degenerate(proof: Proof, depending: set[tuple[str, int]]) -> Iterator[Flaw]:
    for cell, answers in proof.answers.items():
        for place, answer in enumerate(answers):
            if answer.degenerate is not None and (cell, place) in depending:
                zh, en = answer.degenerate
                yield Flaw(DEGENERATE, cell, f"答案退化：{zh}", f"degenerate answer: {en}")
                break


def _teeth(lab: Lab, proof: Proof, first: Proof) -> Iterator[Flaw]:
    """Yield the misconceptions that get away, and those that are right here but cost points."""
    again = {bite.cell for bite in proof.bites}
    bites = [*proof.bites, *(bite for bite in first.bites if bite.cell not in again)]
    caught = {bite.name for bite in bites if bite.lost}
    for bite in bites:
        if bite.lost and not bite.named:
            yield _flaw(
                bite, f"反馈没有指出 {bite.name}", f"the feedback does not name {bite.name}"
            )
    for name in sorted({bite.name for bite in bites} - caught - {*lab.right_here}):
        yield Flaw(
            name,
            lab.name,
            f"有 {name} 这个误解也不丢分；若它在这里不算错，写进 lab.yaml 的 right_here",
            f"{name} loses nothing; if it is no mistake here, list it under right_here in lab.yaml",
        )
    for name in sorted(caught & {*lab.right_here}):
        zh, en = f"{name} 丢了分，却写在 right_here 里", f"{name} costs points but is right_here"
        yield Flaw(name, lab.name, zh, en)


def _flaw(bite: Bite, zh: str, en: str) -> Flaw:
    return Flaw(bite.name, bite.cell, zh, en)
