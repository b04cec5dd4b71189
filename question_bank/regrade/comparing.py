"""Marks every kept answer anew and says what changes; nothing is written here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank import papers, registry
from question_bank.problems import BankError, Problem
from question_bank.regrade import policies
from question_bank.regrade.causes import FULL, PROGRAM, Cause, causes
from question_bank.responses.marking import MACHINE, mark, marked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from types import ModuleType

    from question_bank.bank import Bank
    from question_bank.papers import Paper, Question
    from question_bank.responses.record import Response

POLICY = "as_marked"


@dataclass(frozen=True)
class Change:
    """One mark that changes.

    Parameters
    ----------
    old, new
        The records; ``new`` has the next revision.
    causes
        Why.
    reason
        What marking says of the answer now.
    """

    old: Response
    new: Response
    causes: tuple[Cause, ...]
    reason: Text

    @property
    def gain(self) -> float:
        """Points more (below 0: fewer)."""
        return (self.new.points or 0.0) - (self.old.points or 0.0)

    @property
    def why(self) -> Text:
        """The causes as one sentence."""
        return Text(
            "；".join(cause.text.zh for cause in self.causes),
            "; ".join(cause.text.en for cause in self.causes),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "student": self.old.student,
            "item": self.old.item,
            "response": self.old.response,
            "old": self.old.points,
            "new": self.new.points,
            "old_out_of": self.old.out_of,
            "new_out_of": self.new.out_of,
            "gain": round(self.gain, 6),
            "causes": [cause.name for cause in self.causes],
            "why": self.why._asdict(),
            "reason": self.reason._asdict(),
        }


@dataclass(frozen=True)
class Regrade:
    """What marking anew would do.

    Parameters
    ----------
    changes
        Every answer whose mark, or whose record of what it was marked by, changes.
    totals
        Student to points before and after.
    problems
        What could not be marked anew and keeps its mark.
    """

    changes: tuple[Change, ...]
    totals: dict[str, tuple[float, float]]
    problems: tuple[Problem, ...]

    @property
    def moved(self) -> tuple[Change, ...]:
        """The changes in which points or the points to be had differ."""
        return tuple(c for c in self.changes if c.gain or c.old.out_of != c.new.out_of)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "changes": [change.to_dict() for change in self.moved],
            "totals": {
                name: {"old": round(old, 6), "new": round(new, 6)}
                for name, (old, new) in self.totals.items()
            },
            "problems": [problem.to_dict() for problem in self.problems],
        }


def policy(name: str) -> ModuleType:
    """Return a policy.

    Raises
    ------
    BankError
        There is none of this name.
    """
    try:
        return registry.module(policies, name)
    except KeyError:
        known = registry.module_names(policies)
        raise BankError.one(
            f"没有名为“{name}”的办法；可用：{'、'.join(known)}",
            f"there is no policy '{name}'; known: {', '.join(known)}",
            code="regrade",
        ) from None


def compare(
    responses: Sequence[Response],
    paper: Paper,
    bank: Bank,
    *,
    policy_name: str = POLICY,
    full: Collection[str] = (),
    accept: Collection[str] = (),
) -> Regrade:
    """Mark every answer with the paper and the bank of today.

    Each answer is marked in its own variant. Marks that a person gave stay; where the points to
    be had changed they keep their share.

    Parameters
    ----------
    responses
        The newest record of every answer.
    paper
        The frozen paper of today.
    bank
        The items of today.
    policy_name
        What becomes of marks that would fall.
    full
        Items that are void: everybody who was asked gets all points.
    accept
        Items whose wording changed but whose old answers mean the same all the same.

    Raises
    ------
    BankError
        The paper does not fit the bank, there is no such policy, or a named item is not in it.
    """
    stands = policy(policy_name)
    entries = {each.item.id: each.entry() for each in papers.questions(paper, bank)}
    for name in (*full, *accept):
        if name not in entries:
            raise BankError.one(
                "试卷里没有这道题", "the paper has no such question", code="regrade", item=name
            )
    changes: list[Change] = []
    kept: Counter[tuple[str, str]] = Counter()
    totals: dict[str, tuple[float, float]] = {}
    for old in responses:
        change = None
        if old.item not in entries:
            kept[old.item, "gone"] += 1
        else:
            # The digest pins one variant: an answer to another one is asked without it.
            entry = entries[old.item]
            if old.seed not in (None, entry.seed):
                entry = entry.model_copy(update={"seed": old.seed, "digest": None})
            change = _change(old, papers.question(entry, bank), stands, full, accept, kept)
        if change is not None:
            changes.append(change)
        before, after = totals.get(old.student, (0.0, 0.0))
        newest = change.new if change is not None else old
        totals[old.student] = (before + (old.points or 0), after + (newest.points or 0))
    return Regrade(tuple(changes), totals, tuple(_problem(*key, n) for key, n in kept.items()))


def _change(
    old: Response,
    asked: Question,
    stands: ModuleType,
    full: Collection[str],
    accept: Collection[str],
    kept: Counter[tuple[str, str]],
) -> Change | None:
    new = marked(asked, old.student, old.response)
    if old.shown not in (None, new.shown) and not {old.item} & {*accept, *full}:
        kept[old.item, "reworded"] += 1
        return None
    found = list(causes(old, new))
    by_hand = asked.item.by_hand or old.by not in ("", MACHINE)
    if old.item in full:
        found, share = [*found, FULL], 1.0
    elif by_hand:
        if old.share is None:
            return None
        share = old.share
    else:
        new_share = (new.points or 0.0) / new.out_of
        share = new_share if old.share is None else float(stands.share(old.share, new_share))
    points = share * new.out_of
    if old.points is not None and abs(points - old.points) < 1e-9:
        points = old.points
    new = replace(new, points=points, by=old.by if by_hand and old.item not in full else MACHINE)
    if points != old.points and not found:
        found = [PROGRAM]
    if not found:
        return None
    change = Change(old, new, tuple(found), mark(asked, old.response).reason)
    text = f"{change.why.zh} | {change.why.en}"
    return replace(change, new=replace(new, revision=old.revision + 1, why=text))


_KEPT = {
    "gone": Text(
        "试卷里不再有这道题，{n} 份作答保留原分",
        "the paper has it no longer; {n} answers keep their marks",
    ),
    "reworded": Text(
        "题干或选项改了，{n} 份作答保留原分；确认旧答案含义不变后用 --accept {item}，"
        "或用 --full {item} 给全体满分",
        "stem or options changed; {n} answers keep their marks. --accept {item} if they still mean"
        " the same, or --full {item} to give everybody all points",
    ),
}


def _problem(item: str, kind: str, count: int) -> Problem:
    text = _KEPT[kind]
    told = Text(text.zh.format(n=count, item=item), text.en.format(n=count, item=item))
    return Problem(told, "regrade", item=item, severity="warning")
