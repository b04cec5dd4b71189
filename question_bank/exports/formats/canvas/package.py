"""The zip that Canvas imports: manifest, questions, and the quiz's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports.archive import zipped
from question_bank.exports.formats.canvas.parts import field
from question_bank.exports.xml import HEAD, Element, element, named, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried

_QUIZ = "crm-quiz"
_META = "crm-quiz-meta"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"


def package(pieces: Sequence[Carried], about: About) -> bytes:
    """Return the zip."""
    title = about.words.line(about.title)
    return zipped(
        {
            "imsmanifest.xml": _text(_manifest()),
            f"{_QUIZ}/{_QUIZ}.xml": _text(_questions(pieces, title)),
            f"{_QUIZ}/assessment_meta.xml": _text(_settings(pieces, title)),
        }
    )


def _questions(pieces: Sequence[Carried], title: str) -> Element:
    section = element("section", *(each.piece.body for each in pieces), ident="root_section")
    once = element("qtimetadata", field("cc_maxattempts", "1"))
    quiz = element("assessment", once, section, ident=_QUIZ, title=title)
    return named(
        "questestinterop",
        _spaces(_QTI, "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"),
        quiz,
    )


def _settings(pieces: Sequence[Carried], title: str) -> Element:
    points = float(sum(each.question.points for each in pieces))
    return named(
        "quiz",
        {**_spaces(_CANVAS, "https://canvas.instructure.com/xsd/cccv1p0.xsd"), "identifier": _QUIZ},
        element("title", title),
        element("description"),
        element("shuffle_answers", "false"),
        element("scoring_policy", "keep_highest"),
        element("hide_results"),
        element("quiz_type", "assignment"),
        element("points_possible", f"{points:g}"),
        element("show_correct_answers", "true"),
        element("allowed_attempts", "1"),
        element("one_question_at_a_time", "false"),
        element("available", "false"),
    )


def _manifest() -> Element:
    quiz = element(
        "resource",
        element("file", href=f"{_QUIZ}/{_QUIZ}.xml"),
        element("dependency", identifierref=_META),
        identifier=_QUIZ,
        type="imsqti_xmlv1p2",
    )
    meta = element(
        "resource",
        element("file", href=f"{_QUIZ}/assessment_meta.xml"),
        identifier=_META,
        type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
        href=f"{_QUIZ}/assessment_meta.xml",
    )
    return named(
        "manifest",
        {
            **_spaces(_MANIFEST, "http://www.imsglobal.org/xsd/imscp_v1p1.xsd"),
            "identifier": "crm-manifest",
        },
        element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3")),
        element("organizations"),
        element("resources", quiz, meta),
    )


def _spaces(space: str, schema: str) -> dict[str, str]:
    return {"xmlns": space, "xmlns:xsi": _XSI, "xsi:schemaLocation": f"{space} {schema}"}


def _text(root: Element) -> bytes:
    return f"{HEAD}{to_text(root)}\n".encode()
