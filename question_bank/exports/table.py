"""An item as one row of a table: the columns that our CSV and Excel files have.

``imports.table`` reads such rows back; both know the columns from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.option import LETTERS
from question_bank.rubric import Prose
from question_bank.types.fill_in import FillIn
from question_bank.types.numeric import Numeric
from question_bank.types.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_models.text import Lang, Text
    from question_bank.exports.neutral import Question
    from question_bank.item import Item

ABOUT = ("id", "seed", "version", "type", "chapter", "section", "level", "difficulty", "points")
MORE = ("status", "source", "corrects", "related")
KEYS = ("key", "tolerance", "accept", "ordered")
BETWEEN = " | "
"""Between the accepted answers of a blank, sources, and the parts of a rubric's line."""
_FORMULA = ("=", "+", "-", "@", "\t")


def safe(cell: str) -> str:
    """Return a text that a spreadsheet shows instead of computing it.

    Examples
    --------
    >>> safe("=1+1"), safe("R 值"), safe("-5")
    ("'=1+1", 'R 值', '-5')
    """
    if not cell.startswith((*_FORMULA, "'")):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell


def row(question: Question) -> dict[str, str]:
    """Return the cells of a question by column, empty ones left out."""
    item = question.item
    lang = question.words.lang
    langs: tuple[Lang, ...] = ("zh", "en") if lang == "both" else (lang,)
    cells = {name: str(getattr(item, name)) for name in ABOUT[2:6] if getattr(item, name)}
    cells |= {
        "id": item.id,
        "seed": "" if question.seed is None else str(question.seed),
        "level": item.level,
        "difficulty": f"{item.difficulty:g}",
        "points": f"{float(question.points):g}",
        "status": item.status,
        "source": BETWEEN.join(item.source),
        "corrects": BETWEEN.join(item.corrects),
        "related": BETWEEN.join(item.related),
    }
    texts = dict(_texts(item))
    cells |= {f"{name}_{lang}": text.of(lang) for name, text in texts.items() for lang in langs}
    cells |= _keys(item)
    if isinstance(item, Prose):
        cells["rubric"] = "\n".join(
            BETWEEN.join([f"{p.weight:g}", *(p.text.of(lang) for lang in langs)])
            for p in item.rubric
        )
    return {name: safe(cell) for name, cell in cells.items() if cell}


def _texts(item: Item) -> Iterator[tuple[str, Text]]:
    named: list[tuple[str, Text | None]] = [("stem", item.stem)]
    for letter, option in zip(LETTERS, getattr(item, "options", ()), strict=False):
        named += [(letter, option.text), (f"{letter}_why", option.why)]
    if isinstance(item, TrueFalse):
        named += [("if_true", item.if_true), ("if_false", item.if_false)]
    if isinstance(item, Numeric):
        named += [("unit", item.unit), ("why", item.why)]
    if isinstance(item, FillIn):
        named += [(f"blank{n}_why", blank.why) for n, blank in enumerate(item.blanks, start=1)]
    if isinstance(item, Prose):
        named.append(("model", item.model))
    return ((name, text) for name, text in named if text is not None)


def _keys(item: Item) -> dict[str, str]:
    if isinstance(item, Numeric):
        given = item.tolerance.model_dump(exclude_none=True)
        tolerance = "".join(f"{name}:{value!r}" for name, value in given.items())
        value = repr(item.number(item.value))
        return {"key": value, "tolerance": tolerance, "accept": BETWEEN.join(item.accept)}
    if isinstance(item, FillIn):
        blanks = {f"blank{n}": BETWEEN.join(b.accept) for n, b in enumerate(item.blanks, start=1)}
        return {**blanks, "ordered": str(item.ordered).lower()}
    if isinstance(item, TrueFalse):
        return {"key": str(item.correct).lower()}
    if isinstance(item, Prose):
        return {}
    return {"key": item.key_text().zh}


def columns(rows: Iterable[dict[str, str]]) -> Sequence[str]:
    """Return the columns that some row fills, in a fixed order: all about an item first."""
    found = {name for cells in rows for name in cells}
    options = [f"{letter}{end}" for letter in LETTERS for end in ("", "_why")]
    blanks = [f"blank{number}" for number in range(1, 13)]
    texts = ["stem", *options, "if_true", "if_false", "unit", "why", "model"]
    order = [*ABOUT, "stem_zh", "stem_en", *KEYS]
    order += [f"{name}_{lang}" for name in texts[1:] for lang in ("zh", "en")]
    for blank in blanks:
        order += [blank, f"{blank}_why_zh", f"{blank}_why_en"]
    order += ["rubric", *MORE]
    return [name for name in order if name in found]
