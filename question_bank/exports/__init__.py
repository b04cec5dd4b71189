"""Exports: items in the formats of other systems, with a ledger of what each could carry.

How it goes
-----------
``neutral.questions`` turns items into :class:`~question_bank.exports.neutral.Question`: one
language (or both), one seed, plain Markdown, and a *shape* that says what is asked (a choice,
a judgement, blanks, a number, prose). A format turns each question into a
:class:`~question_bank.exports.format.Piece`: its text in that format **and a function that
scores answers the way the target system will**. ``run.export`` tries that function on the
item's own test answers, on its key, on the known mistakes and, for choices, on every
combination of options, compares with our marking and writes the ledger:

exact
    every answer tried earns the same in both, and nothing else is lost;
approximate
    something differs: which answer earns what there and here, or what was left behind;
dropped
    the format cannot carry the question; the reason says why.

So a format cannot claim to be exact: it states how the target scores, and the comparison
decides.

Add a format: one new file ``formats/NAME.py`` (or a package ``formats/NAME/``)
--------------------------------------------------------------------------------
It binds ``FORMAT``, a :class:`~question_bank.exports.format.Format`::

    FORMAT = Format(
        title=Text("某系统", "Some system"),
        suffix=".xml",
        handlers={Choice: _choice, Number: _number},     # shape -> function
        bundle=_bundle,                                  # pieces -> files
    )

    def _choice(question: Question, shape: Choice) -> Piece: ...
    def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]: ...

- A handler gets the question and its shape. It returns ``Piece(body, score, losses)``, where
  ``body`` is whatever its own ``bundle`` understands, ``score`` takes a *read* answer (see
  the shape's ``read``) and returns the share of the points, and ``losses`` are sentences in
  both languages about what stays behind (a rubric, an explanation, a unit ...). ``score`` is
  ``None`` where a person marks.
- A handler that cannot carry this question raises ``NotCarried(Text(...))``.
- A shape without a handler is dropped with a standard reason.
- ``bundle`` gets the pieces in order and returns files by name: one file is written to the
  path that the user gave, several into a folder of that name. The same input gives the same
  bytes: no clock, no random number, no machine's name. ``archive.zipped`` packs such a zip;
  ``xml.element`` writes XML; ``markup.html``, ``markup.xhtml`` and ``markup.plain`` render
  Markdown (tables, bold, formulas, blanks); ``scheme.scheme`` writes model answer and rubric;
  ``weights`` turns a marking rule into weights of options; ``losses`` has the sentences that
  several formats share; ``families.places`` files questions by chapter, variants by item;
  ``workbook.workbook`` writes Excel; ``unverified`` has what is assumed of platforms that could
  not be tried.
- ``note`` says what was not tried on the real system, for the ledger and the pages.

Add a shape for a new type of item: one new file ``shapes/NAME.py`` that binds ``SHAPE``
(see there). Formats that have no handler for it drop it and say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from question_bank import registry
from question_bank.exports import formats
from question_bank.problems import BankError

if TYPE_CHECKING:
    from question_bank.exports.format import Format


def names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return registry.module_names(formats)


def format_named(name: str) -> Format:
    """Return a format by its name, in which hyphens and underscores are the same.

    Raises
    ------
    BankError
        There is no such format.
    """
    try:
        return cast("Format", registry.module(formats, name.replace("-", "_")).FORMAT)
    except KeyError:
        raise BankError.one(
            f"没有名为“{name}”的导出格式；可用：{'、'.join(names())}",
            f"there is no export format '{name}'; known: {', '.join(names())}",
            code="format",
        ) from None
