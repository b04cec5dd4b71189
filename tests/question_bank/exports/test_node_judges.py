"""Packages before the judges that exist for Node only; ``make judges`` installs them."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from question_bank.exports import neutral, run
from question_bank.marking import rules

HERE = Path(__file__).with_name("judges")
JUDGES = Path(__file__).parents[3] / "build" / "judges"
CONVERTER = JUDGES / "node_modules/@citolab/qti-convert/dist/qti-convert-pkg.mjs"
VALIDATOR = JUDGES / "node_modules/@lumieducation/h5p-server"
NODE = shutil.which("node")


def needs(judge):
    missing = "node" if NODE is None else f"{judge.relative_to(JUDGES)}: run `make judges`"
    return pytest.mark.skipif(NODE is None or not judge.exists(), reason=f"not here: {missing}")


@pytest.fixture(scope="module")
def some(bank):
    """Return items of every type; choices under every rule."""
    kinds = {item.type: item for item in bank}
    made = list(neutral.questions(kinds.values(), neutral.Options(seeds=(1, 2))))
    several = next(item for item in bank if item.type == "multiple" and len(item.options) > 4)
    for number, name in enumerate(rules.names(), start=1):
        own = several.model_copy(update={"id": f"C1-{900 + number}"})
        made += neutral.questions([own], neutral.Options(rule=name))
    return made


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def nodes(text):
    """Return what an item says, without the three things that the converter adds to any item."""
    found = []
    for node in etree.fromstring(text).iter():
        name = etree.QName(node).localname
        above = node.getparent()
        at_once = above is not None and etree.QName(above).localname == "qti-response-processing"
        value = node.find(".//{*}qti-base-value") if at_once else None
        if at_once and name == "qti-set-outcome-value" and value is not None and value.text == "0":
            continue  # SCORE and FEEDBACK start at 0: their declarations say so too
        if name == "qti-base-value" and node.text == "0" and node.get("base-type") == "integer":
            continue
        kept = {k: v for k, v in node.attrib.items() if not k.endswith("schemaLocation")}
        if kept.get("min-choices") == "1":
            del kept["min-choices"]
        text, tail = ((part or "").strip() for part in (node.text, node.tail))
        found.append((name, kept, text, tail))
    return found


@needs(CONVERTER)
def test_version_3_says_what_the_converter_makes_of_version_2(some, tmp_path):
    old, new = (run.export(name, some).files[f"{name}.zip"] for name in ("qti21", "qti3"))
    (tmp_path / "quiz.zip").write_bytes(old)
    done = subprocess.run(
        [NODE, CONVERTER, "quiz.zip"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    theirs, ours = unpacked((tmp_path / "quiz-qti3.zip").read_bytes()), unpacked(new)
    assert set(theirs) == set(ours)
    items = [name for name in ours if name.startswith("items/")]
    assert len(items) == len(some)
    assert [name for name in items if nodes(theirs[name]) != nodes(ours[name])] == []
    # The comparison can fail: another key is another item.
    changed = ours[items[0]].replace(b"<qti-value>", b"<qti-value>x", 1)
    assert nodes(theirs[items[0]]) != nodes(changed)


def judged(files, folder):
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    done = subprocess.run(
        [NODE, HERE / "h5p.mjs", JUDGES, folder], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


@needs(VALIDATOR)
def test_h5p_server_takes_the_package(some, tmp_path):
    files = unpacked(run.export("h5p", some).files["crm.h5p"])
    assert judged(files, tmp_path / "good") == (0, "")
    broken = {**files, "h5p.json": files["h5p.json"].replace(b'"mainLibrary"', b'"main"')}
    code, said = judged(broken, tmp_path / "bad")
    assert code == 1
    assert "h5p.json" in said
