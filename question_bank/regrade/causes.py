"""Why an answer's mark changes: what differs between then and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_models.text import Text

if TYPE_CHECKING:
    from question_bank.responses.record import Response


@dataclass(frozen=True)
class Cause:
    """One difference: its name and a sentence."""

    name: str
    text: Text


def causes(old: Response, new: Response) -> tuple[Cause, ...]:
    """Return what differs between the mark that was given and the one given now.

    Parameters
    ----------
    old
        The record that was kept.
    new
        A fresh record of the same answer.
    """
    found: list[Cause] = []
    if old.digest is None:
        return (ELSEWHERE,) if old.share != new.share else ()
    if old.version != new.version:
        found.append(
            Cause(
                "version",
                Text(
                    f"题目从第 {old.version} 版改为第 {new.version} 版",
                    f"the item went from version {old.version} to {new.version}",
                ),
            )
        )
    if old.digest != new.digest and old.shown == new.shown:
        found.append(
            Cause("key", Text("答案改了，题目没有变", "the key changed, not the question"))
        )
    if old.rule != new.rule:
        was, now = _named(old), _named(new)
        found.append(
            Cause(
                "rule", Text(f"评分规则从 {was} 改为 {now}", f"the rule went from {was} to {now}")
            )
        )
    elif (
        old.rule_digest != new.rule_digest and old.out_of == new.out_of and old.digest == new.digest
    ):
        text = Text(
            f"规则 {_named(new)} 本身改了", f"the rule {_named(new)} itself gives other points"
        )
        found.append(Cause("rule", text))
    if old.out_of != new.out_of:
        was, now = f"{old.out_of:g}", f"{new.out_of:g}"
        found.append(
            Cause(
                "points", Text(f"满分从 {was} 改为 {now}", f"the points went from {was} to {now}")
            )
        )
    return tuple(found)


ELSEWHERE = Cause(
    "elsewhere",
    Text("原分不是这里评的", "the old mark was given by another system"),
)
PROGRAM = Cause(
    "program",
    Text("题目和规则都没有变，评分程序变了", "question and rule are the same, the program changed"),
)
FULL = Cause(
    "full", Text("本题有误，全体给满分", "the question is void: full points for everybody")
)


def _named(response: Response) -> str:
    rule = response.rule
    return str(rule["name"]) if isinstance(rule, dict) else str(rule or "-")
