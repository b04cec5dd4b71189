"""QTI 2.1: a content package with one file per item; every marking rule is exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.format import Format
from question_bank.exports.qti.handlers import HANDLERS
from question_bank.exports.qti.package import Dialect, package

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried

_DIALECT = Dialect(
    qti="http://www.imsglobal.org/xsd/imsqti_v2p1",
    qti_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    manifest="http://www.imsglobal.org/xsd/imscp_v1p1",
    manifest_schema="http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
    schema="QTIv2.1 Package",
    version="1.0.0",
    item_type="imsqti_item_xmlv2p1",
    test_type="imsqti_test_xmlv2p1",
    spell=lambda root: root,
)


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    return {"qti21.zip": package(pieces, about, _DIALECT)}


FORMAT = Format(
    title=Text("QTI 2.1 内容包", "QTI 2.1 content package"),
    suffix=".zip",
    handlers=HANDLERS,
    bundle=_bundle,
)
