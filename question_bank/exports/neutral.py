"""Questions as a format sees them: one language, one seed, Markdown, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank import variants
from question_bank.exports.markup import plain
from question_bank.exports.shapes import shape_of
from question_bank.exports.words import Language, Words
from question_bank.marking.rules import DEFAULT
from question_bank.marking.rules import rule as rule_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from question_bank.bank import Bank
    from question_bank.exports.shapes import Shape
    from question_bank.item import Item
    from question_bank.marking.result import Result
    from question_bank.marking.rule import Rule
    from question_bank.papers import Question as PaperQuestion

_TITLE = 60


@dataclass(frozen=True)
class Question:
    """One question to be exported.

    Parameters
    ----------
    item
        The realised item; for marking, not for its texts.
    seed
        The variant, None for an item without a generator.
    points
        Points to be had.
    rule
        The marking rule, for items that take one.
    words
        The export's language.
    shape
        What is asked; None if no shape knows the item's type.
    """

    item: Item
    seed: int | None
    points: Fraction
    rule: Rule | None
    words: Words
    shape: Shape | None

    @property
    def id(self) -> str:
        """Stable name: the item's id, with the seed for a variant (``C3-013-s7``)."""
        return self.item.id if self.seed is None else f"{self.item.id}-s{self.seed}"

    @property
    def stem(self) -> str:
        """The question, Markdown."""
        return self.words.block(self.item.stem)

    @property
    def title(self) -> str:
        """A short name: the id and the beginning of the stem on one line."""
        words = plain(self.item.stem.of(self.words.main).split("\n\n")[0])
        short = words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"
        return f"{self.id} {short}"

    @property
    def kind(self) -> str:
        """The type's name as people read it."""
        return self.words.line(self.item.title)

    @property
    def path(self) -> tuple[str, ...]:
        """Chapter, then section where there is one."""
        section = (self.item.section,) if self.item.section else ()
        return (self.item.chapter, *section)

    @property
    def tags(self) -> tuple[str, ...]:
        """Words to find the question by: type, level, sources, version."""
        known = (self.item.type, self.item.level, f"v{self.item.version}")
        return (*known, *self.item.source, *self.item.corrects)

    def mark(self, response: object) -> Result:
        """Mark an answer as this project does."""
        return self.item.mark(response, out_of=self.points, rule=self.rule)


@dataclass(frozen=True)
class Options:
    """How questions are chosen from items.

    Parameters
    ----------
    lang
        The export's language.
    seeds
        Variants of every item with a generator.
    rule
        Marking rule of items that take one; a paper's own rule wins.
    """

    lang: Language = "zh"
    seeds: tuple[int, ...] = (1,)
    rule: str | Mapping[str, object] = DEFAULT


def questions(items: Iterable[Item], options: Options) -> Iterator[Question]:
    """Yield the questions of items, an item with a generator once for every seed.

    Raises
    ------
    BankError
        A variant cannot be drawn, or there is no such rule.
    """
    rule = rule_named(options.rule)
    for item in items:
        seeds: Sequence[int | None] = options.seeds if item.generator else (None,)
        for seed in seeds:
            for part, points in item.parts():
                yield _question(part, seed, points, rule, options.lang)


def of_paper(asked: Iterable[PaperQuestion], bank: Bank, lang: Language) -> Iterator[Question]:
    """Yield the questions of a paper with its seeds, points and rules.

    Parameters
    ----------
    asked
        The paper's questions, as ``papers.questions`` gives them.
    bank
        The bank that they came from: it tells which of them are variants.
    lang
        The export's language.
    """
    for each in asked:
        stored = bank[each.item.id]
        seed = each.seed if stored.generator else None
        yield _question(stored, seed, each.points, each.rule, lang)


def _question(
    item: Item, seed: int | None, points: Fraction, rule: Rule | None, lang: Language
) -> Question:
    realised = item if seed is None else variants.realise(item, seed)
    words = Words(lang)
    shape = shape_of(item.type)
    return Question(
        realised,
        seed,
        points,
        rule if item.takes_rule else None,
        words,
        shape.of(realised, words) if shape else None,
    )


NO_SHAPE = Text("导出程序还不认识这种题型", "the exporters do not know this type of item yet")
