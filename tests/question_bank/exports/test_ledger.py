"""The ledger: what exact means, whose marks stand in it, and that losses are told."""

from dataclasses import replace

import pytest

from question_bank import exports
from question_bank.exports import neutral, run
from question_bank.exports.format import Piece
from question_bank.exports.ledger import Fidelity
from question_bank.exports.shapes.choice import Choice
from question_bank.marking import rules


@pytest.mark.parametrize("name", ["moodle_xml", "gift", "qti21", "canvas", "csv"])
def test_exact_means_that_every_answer_earns_the_same(name, exported):
    for record in exported(name, "zh").ledger.records:
        agree = all(each.agrees for each in record.predictions)
        if record.fidelity is Fidelity.EXACT:
            assert agree, record.id
            assert not record.reasons
        else:
            assert record.reasons, record.id
            assert all(reason.zh != reason.en for reason in record.reasons)


def test_our_marks_in_the_ledger_are_those_of_the_items_own_tests(exported, questions):
    by_id = {question.id: question for question in questions("zh")}
    compared = 0
    for record in exported("moodle_xml", "zh").ledger.records:
        question = by_id[record.id]
        ours = {repr(each.response): each.ours for each in record.predictions}
        for test in question.item.tests:
            same_rule = question.rule is None or question.rule.spec() == (
                test.rule or "all_or_nothing"
            )
            if test.seed in (None, question.seed) and same_rule and repr(test.answer) in ours:
                assert ours[repr(test.answer)] == pytest.approx(test.score), record.id
                compared += 1
    assert compared > len(by_id)


@pytest.fixture(scope="module")
def fidelities(bank):
    """Export a few items with several right options under a rule: fidelity by id."""
    several = [item for item in bank if item.type == "multiple"]
    two = [item for item in several if len(item.key_response()) == 2][:2]
    more = [item for item in several if len(item.key_response()) > 2][:2]

    def go(name, rule):
        asked = neutral.questions([*two, *more], neutral.Options(rule=rule))
        return {record.id: record.fidelity for record in run.export(name, asked).ledger.records}

    return go


@pytest.mark.parametrize("rule", rules.names())
def test_qti_carries_every_rule(rule, fidelities):
    assert set(fidelities("qti21", rule).values()) == {Fidelity.EXACT}


@pytest.mark.parametrize("rule", ["cn_proportional", "net_correct"])
def test_moodle_carries_rules_that_add_up(rule, fidelities):
    assert set(fidelities("moodle_xml", rule).values()) == {Fidelity.EXACT}
    assert set(fidelities("gift", rule).values()) == {Fidelity.EXACT}


def test_moodle_carries_half_for_two_right_options_only(bank, fidelities):
    found = fidelities("moodle_xml", "cn_half")
    assert set(found.values()) == {Fidelity.APPROXIMATE, Fidelity.EXACT}
    for name, fidelity in found.items():
        two = len(bank[name].key_response()) <= 2
        assert (fidelity is Fidelity.EXACT) == two, name


def test_canvas_carries_its_own_rule_only(fidelities):
    assert set(fidelities("canvas", "net_correct").values()) == {Fidelity.EXACT}
    assert Fidelity.EXACT not in fidelities("canvas", "all_or_nothing").values()


def test_a_scoring_that_differs_cannot_pass_for_exact(bank, monkeypatch):
    """A handler that scores wrongly is found out by the comparison, whatever it claims."""
    item = next(item for item in bank if item.type == "single")
    (question,) = neutral.questions([item], neutral.Options())
    form = exports.format_named("aiken")
    key = item.key_response()
    for score, fidelity in (
        (lambda chosen: float(chosen == key), Fidelity.EXACT),
        (lambda chosen: 1.0, Fidelity.APPROXIMATE),
    ):
        handlers = {Choice: lambda question, shape, score=score: Piece("x", score)}
        monkeypatch.setattr(
            exports, "format_named", lambda name, h=handlers: replace(form, handlers=h)
        )
        (record,) = run.export("aiken", [question]).ledger.records
        assert record.fidelity is fidelity
        assert bool(record.reasons) is (fidelity is Fidelity.APPROXIMATE)


def test_an_unknown_type_is_dropped_with_a_reason(bank):
    (question,) = neutral.questions(list(bank)[:1], neutral.Options())
    strange = replace(question, shape=None)
    export = run.export("moodle_xml", [strange])
    (record,) = export.ledger.records
    assert record.fidelity is Fidelity.DROPPED
    assert record.reasons
    assert b"questiontext" not in export.files["questions.xml"]
