"""The content package around QTI items: the test, the manifest, the zip."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from question_bank.exports.archive import zipped
from question_bank.exports.qti.check import check
from question_bank.exports.qti.parts import number
from question_bank.exports.xml import HEAD, Element, element, named, to_text
from question_bank.problems import BankError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from question_bank.exports.format import About, Carried

_XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Dialect(NamedTuple):
    """What differs between versions of QTI.

    Parameters
    ----------
    qti, qti_schema
        Name space of items and tests, and where its schema is published.
    manifest, manifest_schema
        The same for the manifest.
    schema, version
        What the manifest calls itself.
    item_type, test_type
        Types of the resources.
    spell
        Turns an element of version 2.1 into this version's spelling.
    """

    qti: str
    qti_schema: str
    manifest: str
    manifest_schema: str
    schema: str
    version: str
    item_type: str
    test_type: str
    spell: Callable[[Element], Element]


def package(pieces: Sequence[Carried], about: About, dialect: Dialect) -> bytes:
    """Return the zip of a content package, every item checked.

    Raises
    ------
    BankError
        An item would not be marked as it should.
    """
    names = [each.question.id for each in pieces]
    files = {"imsmanifest.xml": _text(_manifest(names, dialect))}
    root = {"xmlns": dialect.qti, **_located(dialect.qti, dialect.qti_schema)}
    test = _test(pieces, about)
    files["test.xml"] = _text(_rooted(dialect.spell(test), root))
    faults = []
    for name, each in zip(names, pieces, strict=True):
        file = f"items/{name}.xml"
        faults += check(_text(each.piece.body), file)
        files[file] = _text(_rooted(dialect.spell(each.piece.body), root))
    if faults:
        raise BankError(faults)
    return zipped(files)


def _test(pieces: Sequence[Carried], about: About) -> Element:
    refs = [
        element(
            "assessmentItemRef",
            element("weight", identifier="WEIGHT", value=number(float(each.question.points))),
            identifier=each.question.id,
            href=f"items/{each.question.id}.xml",
        )
        for each in pieces
    ]
    title = about.words.line(about.title)
    section = element(
        "assessmentSection", *refs, identifier="section1", title=title, visible="true"
    )
    part = element(
        "testPart",
        section,
        identifier="part1",
        navigationMode="nonlinear",
        submissionMode="simultaneous",
    )
    total = element(
        "setOutcomeValue",
        element(
            "sum",
            element("testVariables", variableIdentifier="SCORE", weightIdentifier="WEIGHT"),
        ),
        identifier="SCORE",
    )
    zero = element("defaultValue", element("value", "0"))
    score = element(
        "outcomeDeclaration", zero, identifier="SCORE", cardinality="single", baseType="float"
    )
    return named(
        "assessmentTest",
        {"identifier": "test", "title": title},
        score,
        part,
        element("outcomeProcessing", total),
    )


def _manifest(names: Sequence[str], dialect: Dialect) -> Element:
    items = [_resource(name, dialect.item_type, f"items/{name}.xml") for name in names]
    # A resource is called like the item in it: some readers look items up that way.
    parts = [element("dependency", identifierref=name) for name in names]
    test = _resource("test", dialect.test_type, "test.xml", *parts)
    return named(
        "manifest",
        {
            "xmlns": dialect.manifest,
            **_located(dialect.manifest, dialect.manifest_schema),
            "identifier": "manifest",
        },
        element(
            "metadata",
            element("schema", dialect.schema),
            element("schemaversion", dialect.version),
        ),
        element("organizations"),
        element("resources", test, *items),
    )


def _resource(name: str, kind: str, href: str, *more: Element) -> Element:
    return element(
        "resource", element("file", href=href), *more, identifier=name, type=kind, href=href
    )


def _located(space: str, schema: str) -> dict[str, str]:
    return {"xmlns:xsi": _XSI, "xsi:schemaLocation": f"{space} {schema}"}


def _rooted(root: Element, more: dict[str, str]) -> Element:
    return root._replace(attributes={**more, **root.attributes})


def _text(root: Element) -> bytes:
    return f"{HEAD}{to_text(root)}\n".encode()
