"""Papers: which items, in which version and variant, for how many points, by which rule.

A frozen paper pins all of it, and a digest of every question as the student sees it with its
key: marks given years later are marks of the same questions, or an error says what changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from crm_models.text import Text
from question_bank import yaml_source
from question_bank.bank import Bank, shown
from question_bank.bilingual import Bilingual
from question_bank.faults import say
from question_bank.item import Item, Part
from question_bank.marking.rounding import exact
from question_bank.marking.rules import DEFAULT, rule
from question_bank.problems import BankError, Problem
from question_bank.variants import realise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction
    from pathlib import Path

    from question_bank.marking.rule import Rule

FILE = "paper.yaml"
_HEAD = (
    "# 冻结的试卷：题目、版本、种子、分值和评分规则都已固定，由 crmlab bank paper freeze 写出。\n"
    "# A frozen paper: items, versions, seeds, points and rules are pinned\n"
    "# (crmlab bank paper freeze writes it).\n"
)
# What may change without touching a question or its mark, at the top and anywhere inside.
_APART = {
    "version", "chapter", "section", "level", "difficulty", "points", "source", "corrects",
    "related", "status", "tests",
}  # fmt: skip
_EXPLAINING = {"why", "if_true", "if_false", "hints"}


class Entry(Part):
    """One question of a paper; freezing fills in what is left open."""

    item: str
    version: int | None = None
    seed: Annotated[int, Field(ge=0)] | None = None
    points: Annotated[float, Field(gt=0)] | None = None
    rule: str | dict[str, Any] | None = None
    digest: str | None = None


class Paper(Part):
    """A quiz or an examination."""

    title: Bilingual
    instructions: Bilingual | None = None
    printed: Bilingual | None = None
    """Instructions of the printed paper, where those of the notebook do not fit it."""
    minutes: Annotated[int, Field(gt=0)] | None = None
    items: Annotated[tuple[Entry, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Question:
    """One question as it is put: the item of its seed, its points and its rule."""

    number: int
    item: Item
    points: Fraction
    seed: int
    rule: Rule | None
    digest: str

    def entry(self) -> Entry:
        """Return the frozen entry."""
        return Entry(
            item=self.item.id,
            version=self.item.version,
            seed=self.seed,
            points=float(self.points),
            rule=self.rule.spec() if self.rule else None,
            digest=self.digest,
        )


def read(folder: Path) -> Paper:
    """Read the paper of an assignment folder (or a paper file).

    Raises
    ------
    BankError
        It is missing or does not fit; the error names file, line and field.
    """
    file = folder / FILE if folder.is_dir() else folder
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BankError.one(
            f"无法读取试卷（{error}）；请检查路径",
            f"the paper cannot be read ({error}); check the path",
            code="paper",
            file=shown(file),
        ) from None
    data = yaml_source.load(text, shown(file))
    try:
        return Paper.model_validate(data)
    except ValidationError as error:
        raise BankError(
            [
                Problem(
                    say(fault),
                    "paper",
                    shown(file),
                    yaml_source.line_of(text, fault["loc"]),
                    field=".".join(str(part) for part in fault["loc"]),
                )
                for fault in error.errors(include_url=False)
            ]
        ) from None


def questions(paper: Paper, bank: Bank) -> tuple[Question, ...]:
    """Return the questions of a paper, in order; a case gives several.

    Raises
    ------
    BankError
        An item is missing, stands twice, or is no longer what the paper froze.
    """
    made: list[Question] = []
    problems: list[Problem] = []
    for entry in paper.items:
        try:
            made.extend(_parts(question(entry, bank, len(made) + 1)))
        except BankError as error:
            problems.extend(error.problems)
    seen: set[str] = set()
    for name in [each.item.id for each in made]:
        if name in seen:
            twice = Text("在试卷中出现了两次，请删去一处", "stands in the paper twice; remove one")
            problems.append(Problem(twice, "paper", item=name))
        seen.add(name)
    if problems:
        raise BankError(problems)
    return tuple(made)


def _parts(asked: Question) -> Iterator[Question]:
    for number, (part, points) in enumerate(asked.item.parts(asked.points), start=asked.number):
        own = part is not asked.item
        yield replace(
            asked,
            number=number,
            item=part,
            points=points,
            digest=digest(part) if own else asked.digest,
        )


def question(entry: Entry, bank: Bank, number: int = 1) -> Question:
    """Return one question of a paper; a case is one here, whole.

    Raises
    ------
    BankError
        The bank's item is not the one that the paper froze.
    """
    stored = bank[entry.item]
    if entry.version not in (None, stored.version):
        raise BankError.one(
            f"试卷冻结的是第 {entry.version} 版，题库里是第 {stored.version} 版；"
            "请恢复旧版，或重新冻结后复评",
            f"the paper froze version {entry.version}, the bank holds {stored.version};"
            " restore it, or freeze the paper anew and regrade",
            code="version",
            item=entry.item,
        )
    seed = entry.seed if entry.seed is not None else 1
    item = realise(stored, seed)
    now = digest(item)
    if entry.digest not in (None, now):
        raise BankError.one(
            "题目或其答案在冻结之后变了，版本号却没有变；请提高版本号，重新冻结后复评",
            "the question or its key changed after the paper was frozen, its version did not;"
            " raise the version, freeze the paper anew and regrade",
            code="digest",
            item=entry.item,
        )
    points = exact(entry.points if entry.points is not None else item.points)
    chosen = rule(entry.rule or DEFAULT) if item.takes_rule else None
    return Question(number, item, points, seed, chosen, now)


def digest(item: Item) -> str:
    """Return a short fingerprint of a question with its key, the same on every machine."""
    data = item.model_dump(mode="json", exclude=_APART)
    text = json.dumps(_rounded(data), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _rounded(data: Any) -> Any:
    # The last bits of a computed key differ between machines; ten digits do not.
    if isinstance(data, float):
        return f"{data:.10g}"
    if isinstance(data, dict):
        return {key: _rounded(data[key]) for key in data if key not in _EXPLAINING}
    return [_rounded(value) for value in data] if isinstance(data, list) else data


def frozen(paper: Paper) -> bool:
    """Whether everything in the paper is pinned."""
    return all(
        None not in (entry.version, entry.seed, entry.points, entry.digest) for entry in paper.items
    )


def freeze(paper: Paper, bank: Bank) -> Paper:
    """Return the paper with version, seed, points, rule and digest of every question pinned."""
    questions(paper, bank)  # Finds what cannot be put.
    entries = tuple(question(entry, bank).entry() for entry in paper.items)
    return paper.model_copy(update={"items": entries})


def thawed(paper: Paper) -> Paper:
    """Return the paper with seeds, points and rules kept, versions and digests open."""
    open_again = {"version": None, "digest": None}
    entries = tuple(entry.model_copy(update=open_again) for entry in paper.items)
    return paper.model_copy(update={"items": entries})


def dump(paper: Paper) -> str:
    """Return a paper as YAML, one question on one line."""
    data = paper.model_dump(mode="json", exclude_none=True, exclude={"items"})
    rows = [
        yaml_source.dump(entry.model_dump(mode="json", exclude_none=True), flow=True).strip()
        for entry in paper.items
    ]
    return _HEAD + yaml_source.dump(data) + "items:\n" + "".join(f"  - {row}\n" for row in rows)


def key_answers(asked: Sequence[Question]) -> dict[str, object]:
    """Return what a perfect student's ``answers.json`` holds (prose is answered in cells)."""
    return {each.item.id: each.item.key_response() for each in asked if not each.item.by_hand}
