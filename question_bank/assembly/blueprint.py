"""A blueprint (双向细目表): what a paper should hold, without naming the items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from crm_models.text import Text
from question_bank import types, yaml_source
from question_bank.bank import shown
from question_bank.bilingual import Bilingual
from question_bank.faults import say
from question_bank.item import LEVELS, Level, Part
from question_bank.problems import BankError, Problem
from question_bank.responses.files import content

if TYPE_CHECKING:
    from pathlib import Path

    from question_bank.item import Item


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One name or a list of them."""


class Choice(Part):
    """Which items are meant: those that fit every field that is given."""

    chapter: Names = ()
    section: Names = ()
    type: Names = ()
    level: Annotated[tuple[Level, ...], BeforeValidator(_several)] = ()
    source: Names = ()
    """Rows of the teaching plan: items that come from one of them, or correct it."""
    variants: bool | None = None
    """Whether the item has a generator."""

    def fits(self, item: Item) -> bool:
        """Whether an item is meant."""
        return (
            (not self.chapter or item.chapter in self.chapter)
            and (not self.section or item.section in self.section)
            and (not self.type or item.type in self.type)
            and (not self.level or item.level in self.level)
            and (not self.source or bool({*item.source, *item.corrects} & {*self.source}))
            and (self.variants is None or (item.generator is not None) is self.variants)
        )

    def words(self) -> Text:
        """Return the choice as people say it.

        Examples
        --------
        >>> Choice(chapter="C3", level="apply").words()
        Text(zh='C3、掌握', en='C3, apply')
        """
        zh, en = [*self.chapter, *self.section], [*self.chapter, *self.section]
        for kind in self.type:
            title = types.item_type(kind).title if kind in types.names() else Text(kind, kind)
            zh.append(title.zh)
            en.append(title.en)
        zh += [LEVELS[level].zh for level in self.level]
        en += [LEVELS[level].en for level in self.level]
        zh += self.source
        en += self.source
        if self.variants is not None:
            zh.append("有变式" if self.variants else "无变式")
            en.append("with variants" if self.variants else "without variants")
        return Text("、".join(zh) or "任意题目", ", ".join(en) or "any item")


class Row(Choice):
    """A row of the table: so many items of this kind, for so many points each."""

    count: Annotated[int, Field(ge=1, le=200)]
    points: Annotated[float, Field(gt=0, le=100)]
    rule: str | dict[str, Any] | None = None


class Bound(Part):
    """From where to where; either end may be open."""

    at_least: float | None = None
    at_most: float | None = None


class Limit(Choice):
    """What must hold across the rows, in points or in questions."""

    points: Bound | None = None
    count: Bound | None = None

    @model_validator(mode="after")
    def _one(self) -> Limit:
        if (self.points is None) == (self.count is None):
            raise PydanticCustomError(
                "limit_one",
                "points 与 count 必须且只能写一个 | give exactly one of points and count",
            )
        return self


class Difficulty(Part):
    """The mean share of points that a class should lose, weighted by points."""

    mean: Annotated[float, Field(gt=0, lt=1)]
    within: Annotated[float, Field(gt=0, lt=1)] = 0.05


class Exposure(Part):
    """How often an item may be seen."""

    papers: tuple[str, ...] = ()
    """Earlier papers (folders or files), relative to the blueprint."""
    at_most: Annotated[int, Field(ge=1)] | None = None
    """Items that so many of them hold already are not used again."""
    forms: Annotated[int, Field(ge=1)] = 1
    """In how many of the new forms an item may stand."""


class Blueprint(Part):
    """What a paper, or several parallel forms of it, should hold."""

    title: Bilingual
    instructions: Bilingual | None = None
    printed: Bilingual | None = None
    minutes: Annotated[int, Field(gt=0)] | None = None
    points: Annotated[float, Field(gt=0)] | None = None
    """The total; the rows must add up to it."""
    seed: Annotated[int, Field(ge=0)] = 1
    """Variant of the first form, the next ones follow; also settles ties."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    limits: tuple[Limit, ...] = ()
    difficulty: Difficulty | None = None
    include: tuple[str, ...] = ()
    """Items that every form holds."""
    exclude: tuple[str, ...] = ()
    apart: tuple[Annotated[tuple[str, ...], Field(min_length=2)], ...] = ()
    """Groups of items of which a form holds one at most."""
    forms: Annotated[int, Field(ge=1, le=8)] = 1
    exposure: Exposure = Exposure()

    @model_validator(mode="after")
    def _adds_up(self) -> Blueprint:
        if self.points is not None and abs(self.total - self.points) > 1e-9:
            raise PydanticCustomError(
                "blueprint_points",
                "各行合计 {total} 分，不是 {points} 分 | the rows add up to {total}, not {points}",
                {"total": f"{self.total:g}", "points": f"{self.points:g}"},
            )
        return self

    @property
    def total(self) -> float:
        """Points of one form."""
        return sum(row.count * row.points for row in self.rows)


def read(file: Path) -> Blueprint:
    """Read a blueprint.

    Raises
    ------
    BankError
        It cannot be read or does not fit; the error names file, line and field.
    """
    text = content(file)
    data = yaml_source.load(text, shown(file))
    try:
        return Blueprint.model_validate(data)
    except ValidationError as error:
        raise BankError(
            [
                Problem(
                    say(fault),
                    "blueprint",
                    shown(file),
                    yaml_source.line_of(text, fault["loc"]),
                    field=".".join(str(part) for part in fault["loc"]),
                )
                for fault in error.errors(include_url=False)
            ]
        ) from None
