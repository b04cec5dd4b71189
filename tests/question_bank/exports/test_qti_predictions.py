"""What the ledger predicts is what the QTI items' own response processing gives."""

import io
import zipfile

from question_bank.exports.qti.interpret import Run
from question_bank.imports.xml_tree import parse


def scorer(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        items = {
            name[6:-4]: parse(packed.read(name))
            for name in packed.namelist()
            if name.startswith("items/")
        }
    return lambda name, answer: Run(items[name], responses(items[name], answer)).score


def responses(item, answer):
    names = [each.attributes["identifier"] for each in item.all("responseDeclaration")]
    many = item.first("responseDeclaration").attributes["cardinality"] == "multiple"
    if isinstance(answer, list):
        return dict(zip(names, [text or None for text in answer], strict=True))
    if isinstance(answer, bool):
        return {names[0]: "true" if answer else "false"}
    return {names[0]: list(answer) if many else answer.strip()}


def test_predictions_are_what_the_file_gives(exported, compare):
    export = exported("qti21", "zh")
    assert list(compare(export, scorer(next(iter(export.files.values()))))) == []


def test_a_file_with_another_key_is_noticed(exported, compare, altered):
    export = exported("qti21", "zh")
    content = next(iter(export.files.values()))
    assert next(
        compare(export, scorer(altered(content, b"<value>A</value>", b"<value>B</value>"))), None
    )
