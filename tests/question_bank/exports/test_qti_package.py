"""QTI packages before their judges: the published schemas, a reference checker, our own lint."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from question_bank.exports import run
from question_bank.exports.qti.check import check
from question_bank.problems import BankError

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"


def files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def package(exported):
    return exported("qti21", "zh").files["qti21.zip"]


@pytest.fixture(scope="module")
def schemas():
    if not SCHEMAS.is_dir():
        pytest.skip("the published schemas are not here (folder shared/schemas)")
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return {
        name: etree.XMLSchema(etree.parse(SCHEMAS / path, parser))
        for name, path in (("qti", "qtiv2p1/imsqti_v2p1.xsd"), ("manifest", "imscp_v1p1.xsd"))
    }


def invalid(content, schemas):
    found = []
    for name, text in files(content).items():
        schema = schemas["manifest" if name == "imsmanifest.xml" else "qti"]
        if not schema.validate(etree.fromstring(text)):
            found.append((name, schema.error_log[0].message))
    return found


def test_every_file_is_valid(package, schemas):
    assert invalid(package, schemas) == []


def test_the_schemas_would_notice(package, altered, schemas):
    wrong = altered(package, b"<choiceInteraction ", b'<choiceInteraction colour="red" ')
    assert invalid(wrong, schemas)


@pytest.mark.parametrize(("name", "file"), [("qti21", "qti21.zip"), ("canvas", "canvas.zip")])
def test_every_reference_inside_a_package_holds(name, file, exported, altered, tmp_path):
    from qti_package_maker.common import package_integrity as integrity

    content = exported(name, "zh").files[file]
    path = tmp_path / file
    path.write_bytes(content)
    assert integrity.check_package(str(path)) == []
    path.write_bytes(
        altered(content, b"<dependency identifierref=", b"<dependency identifierref='x' y=")
    )
    broken = integrity.check_package(str(path))
    assert broken


def test_the_manifest_names_every_file_once(package):
    inside = files(package)
    root = etree.fromstring(inside["imsmanifest.xml"])
    hrefs = [node.get("href") for node in root.iter("{*}file")]
    assert sorted(hrefs) == sorted(set(inside) - {"imsmanifest.xml"})
    names = [node.get("identifier") for node in root.iter("{*}resource")]
    assert len(set(names)) == len(names)


def test_version_3_says_the_same_in_its_own_names(few):
    new = files(run.export("qti3", few("zh")).files["qti3.zip"])
    assert set(new) == set(files(run.export("qti21", few("zh")).files["qti21.zip"]))
    for name, text in new.items():
        root = etree.fromstring(text)
        if name == "imsmanifest.xml":
            assert root.findtext("{*}metadata/{*}schemaversion") == "3.0.0"
            continue
        tags = {etree.QName(node).localname for node in root.iter()}
        assert {tag for tag in tags if tag != tag.lower()} == set()
        attributes = {key for node in root.iter() for key in node.attrib if "}" not in key}
        assert {key for key in attributes if key != key.lower()} == set()
        assert b"textEntryInteraction" not in text
        if name.startswith("items/") and "qti-response-processing" not in tags:
            score = root.find("{*}qti-outcome-declaration[@identifier='SCORE']")
            assert score.get("external-scored") == "human"


ITEM = b"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="C1-001"
  title="t" adaptive="false" timeDependent="false">
 <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
  <correctResponse><value>A</value><value>B</value></correctResponse>
  <mapping lowerBound="0.0" upperBound="1.0" defaultValue="0.0">
   <mapEntry mapKey="A" mappedValue="0.5"/><mapEntry mapKey="B" mappedValue="0.5"/></mapping>
 </responseDeclaration>
 <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
 <itemBody><p>?</p>
  <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="0">
   <simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice>
   <simpleChoice identifier="C">c</simpleChoice></choiceInteraction></itemBody>
 <responseProcessing>
  <setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>
 </responseProcessing>
</assessmentItem>"""

FAULTS = {
    "undeclared variable": (
        b'<mapResponse identifier="RESPONSE"/>', b'<mapResponse identifier="R2"/>', "R2"),
    "wrong cardinality": (b'cardinality="multiple"', b'cardinality="single"', "cardinality"),
    "duplicate choice id": (
        b'<simpleChoice identifier="C">', b'<simpleChoice identifier="A">', "two options A"),
    "missing mapping": (b"<mapping ", b"<mapping_ ", "no mapping"),
    "wrong type of SCORE": (b'baseType="float"/>', b'baseType="identifier"/>', "single float"),
    "key that names no choice": (
        b"<value>B</value>", b"<value>D</value>", "D in the key is no option"),
    "full mark out of reach": (b'"B" mappedValue="0.5"', b'"B" mappedValue="0.3"', "full mark"),
}  # fmt: skip


def test_an_item_without_fault_passes():
    assert check(ITEM) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_seven_faults_that_a_schema_lets_pass(fault):
    right, wrong, words = FAULTS[fault]
    assert right in ITEM
    content = ITEM.replace(right, wrong).replace(
        b"</mapping>", b"</mapping_>" if b"mapping_" in wrong else b"</mapping>"
    )
    problems = check(content, "C1-001.xml")
    assert any(words in problem.text.en for problem in problems), problems
    assert all(problem.line > 0 and problem.file == "C1-001.xml" for problem in problems)


def test_a_package_with_a_fault_is_not_written(questions, monkeypatch):
    from question_bank.exports.qti import choice

    item = [each for each in questions("zh") if each.item.type == "single"][:1]
    assert run.export("qti21", item).files
    monkeypatch.setattr(choice, "set_share", lambda share: choice.value("float", "1"))
    with pytest.raises(BankError):
        run.export("qti21", item)
