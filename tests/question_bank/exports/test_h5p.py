"""The H5P package: scored from its content alone, it gives what the ledger predicts."""

import io
import json
import re
import uuid
import zipfile

import pytest

from question_bank.exports import neutral, run
from question_bank.exports.ledger import Fidelity


def opened(export):
    with zipfile.ZipFile(io.BytesIO(export.files["crm.h5p"])) as packed:
        return [json.loads(packed.read(name)) for name in ("h5p.json", "content/content.json")]


def h5p(question, answer):
    """Score an answer as H5P's content types do; nothing of the exporter is used."""
    params, kind = question["params"], question["metadata"]["contentType"]
    if kind == "TrueFalse":
        return float(params["correct"] == str(answer).lower())
    if kind == "MultiChoice":
        right = {"ABCDEFGHIJ"[n] for n, each in enumerate(params["answers"]) if each["correct"]}
        points = len(right & set(answer)) - len(set(answer) - right)
        if params["behaviour"]["singlePoint"]:
            return float(points == len(right))
        return max(points, 0) / len(right)
    fields = re.findall(r"\*([^*]+)\*", params["questions"][0])
    given = [answer] if isinstance(answer, str) else answer
    right = [
        text.strip().lower() in [each.lower() for each in field.split("/")]
        for text, field in zip(given, fields, strict=True)
    ]
    return sum(right) / len(right)


@pytest.fixture(scope="module")
def some(bank):
    """A part of the bank with all types under three rules."""
    return [
        question
        for start, rule in enumerate(("all_or_nothing", "net_correct", "cn_half"))
        for question in neutral.questions(list(bank)[start::15], neutral.Options(rule=rule))
    ]


def test_predictions_are_what_the_content_gives(some):
    export = run.export("h5p", some)
    _, content = opened(export)
    kept = [r for r in export.ledger.records if r.fidelity is not Fidelity.DROPPED]
    assert len(kept) == len(content["questions"])
    shapes = {question.id: question.shape for question in some}
    scores = set()
    for record, question in zip(kept, content["questions"], strict=True):
        for each in record.predictions:
            if each.how == "scored" and each.response is not None:
                answer = shapes[record.id].read(each.response)
                assert h5p(question, answer) == pytest.approx(each.score), record.id
                scores.add(each.score)
    assert {0.0, 0.5, 1.0} <= scores


@pytest.mark.parametrize(
    ("rule", "fits"), [("all_or_nothing", True), ("net_correct", True), ("cn_half", False)]
)
def test_two_rules_are_scored_alike(rule, fits, bank):
    item = next(i for i in bank if i.type == "multiple" and len(i.key_response()) > 2)
    (question,) = neutral.questions([item], neutral.Options(rule=rule))
    (record,) = run.export("h5p", [question]).ledger.records
    assert all(each.agrees for each in record.predictions) is fits


def test_the_package_names_what_it_needs(few):
    package, content = opened(run.export("h5p", few("zh")))
    needed = {
        f"{each['machineName']} {each['majorVersion']}.{each['minorVersion']}"
        for each in package["preloadedDependencies"]
    }
    used = {question["library"] for question in content["questions"]}
    assert used | {"H5P.QuestionSet 1.21"} == needed
    assert package["mainLibrary"] == "H5P.QuestionSet"
    ids = [uuid.UUID(question["subContentId"]) for question in content["questions"]]
    assert len(set(ids)) == len(ids)
    again = opened(run.export("h5p", few("zh")[1:]))[1]
    assert again["questions"] == content["questions"][1:]


def test_prose_is_dropped_and_says_why(few):
    records = run.export("h5p", few("zh")).ledger.records
    dropped = [record for record in records if record.fidelity is Fidelity.DROPPED]
    assert {record.type for record in dropped} == {"term", "short_answer"}
    assert all("关键词" in record.reasons[0].zh for record in dropped)
