"""QTI 3: the same package in the current version of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.format import Format
from question_bank.exports.qti.handlers import HANDLERS
from question_bank.exports.qti.package import Dialect, package
from question_bank.exports.qti.version3 import spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried

_SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
_DIALECT = Dialect(
    qti="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    qti_schema=f"{_SCHEMAS}/imsqti_asiv3p0_v1p0.xsd",
    manifest="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    manifest_schema=f"{_SCHEMAS}/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    schema="QTI Package",
    version="3.0.0",
    item_type="imsqti_item_xmlv3p0",
    test_type="imsqti_test_xmlv3p0",
    spell=spell,
)


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    return {"qti3.zip": package(pieces, about, _DIALECT)}


FORMAT = Format(
    title=Text("QTI 3 内容包", "QTI 3 content package"),
    suffix=".zip",
    handlers=HANDLERS,
    bundle=_bundle,
)
