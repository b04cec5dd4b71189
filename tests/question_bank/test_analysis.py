"""Statistics of questions: published figures, invariances, and what is told to the teacher."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from question_bank import papers, registry
from question_bank.analysis import (
    choices,
    drawing,
    extremes,
    intervals,
    irt,
    statistics,
    write_back,
)
from question_bank.analysis.reliability import alpha, alpha_interval, reliability
from question_bank.analysis.report import analyse, measures, name_of
from question_bank.analysis.scores import Scores, table
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.responses import files
from question_bank.responses.marking import marked
from question_bank.responses.record import Response

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
BANK = load(Path(__file__).parents[2] / "question_bank" / "items" / "C3")
ASKED = papers.questions(papers.read(ROOT / "assignments" / "quiz-c3"), BANK)
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the published data are not here")


def scores(points, out_of=None):
    points = np.asarray(points, dtype=float)
    people, questions = points.shape
    full = np.ones(questions) if out_of is None else np.asarray(out_of, dtype=float)
    names = tuple(f"Q{n + 1}" for n in range(questions))
    return Scores(tuple(f"s{n}" for n in range(people)), names, points, full)


def lsat6():
    with (DATA / "lsat6_patterns.csv").open() as file:
        rows = [(row["pattern"], int(row["count"])) for row in csv.DictReader(file)]
    return scores([[int(c) for c in pattern] for pattern, count in rows for _ in range(count)])


@needs_data
def test_moodles_own_figures_to_its_last_digit():
    folder = DATA / "moodle_statistics"
    found = table(files.read(folder / "mdl_question_states.csv"))
    expected = json.loads((folder / "expected.json").read_text())
    assert found.points.shape == (22, 17)  # three of the twenty slots are worth nothing
    assert found.questions[0] == "Q1"
    names = {
        "facility": ("facility", 100),
        "sd": ("sd", 1000),
        "effective_weight": ("effective_weight", 100),
        "discrimination": ("discrimination_index", 100),
        "discriminative_efficiency": ("discriminative_efficiency", 100),
    }
    compared = 0
    for ours, (theirs, scale) in names.items():
        values = registry.module(statistics, ours).compute(found) * scale
        if ours == "sd":
            values = values * found.out_of
        for name, value in zip(found.questions, values, strict=True):
            wanted = expected[theirs][int(name[1:]) - 1]
            if wanted is None:
                assert np.isnan(value)
            else:
                assert value == pytest.approx(wanted, abs=1e-6)
                compared += 1
    assert compared == 17 * 3 + 13 * 2


@needs_data
def test_lsat6_kr20_and_corrected_point_biserials():
    found = lsat6()
    whole = reliability(found)
    assert whole.dichotomous
    assert whole.alpha == pytest.approx(0.29499719, abs=5e-9)
    r = registry.module(statistics, "discrimination").compute(found)
    assert r.round(4).tolist() == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    facility = registry.module(statistics, "facility").compute(found)
    assert facility.round(3).tolist() == [0.924, 0.709, 0.553, 0.763, 0.87]


@needs_data
def test_lsat6_under_the_one_parameter_model():
    pytest.importorskip("girth", reason="the extra irt is not installed")
    found = irt.calibrate(lsat6(), "1pl")
    assert found.slope.round(4).tolist() == [0.7552] * 5
    assert found.difficulty.round(4).tolist() == [-3.6152, -1.3224, -0.3176, -1.7301, -2.7801]


def test_calibration_leaves_out_what_has_no_difficulty():
    pytest.importorskip("girth", reason="the extra irt is not installed")
    rng = np.random.default_rng(1)
    true = np.linspace(-2, 2, 6)
    points = (rng.random((800, 6)) < 1 / (1 + np.exp(true - rng.normal(size=(800, 1))))) * 1.0
    points[:, 5] = 1
    points[:40, 0] = np.nan
    found = irt.calibrate(scores(points), "2pl")
    assert found.left_out == ("Q6",)
    assert np.abs(found.difficulty - true[:5]).max() < 0.4
    with pytest.raises(BankError):
        irt.calibrate(scores(points[:, 3:]))


# Points as whole numbers: no statistic may hang on the last bit of a sum.
TABLES = arrays.arrays(
    float, st.tuples(st.integers(4, 12), st.integers(3, 6)), elements=st.integers(0, 4).map(float)
)


@pytest.mark.parametrize("module", measures(), ids=name_of)
def test_statistics_do_not_hang_on_the_order_of_people(module):
    @settings(max_examples=30, deadline=None)
    @given(TABLES, st.randoms(use_true_random=False))
    def holds(points, random):
        rows = list(range(len(points)))
        random.shuffle(rows)
        full = np.full(points.shape[1], 4.0)
        one = module.compute(scores(points, full))
        two = module.compute(scores(points[rows], full))
        assert one == pytest.approx(two, abs=1e-9, nan_ok=True)
        assert len(one) == points.shape[1]

    holds()


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_statistics_stay_in_their_ranges(points):
    found = scores(points, np.full(points.shape[1], 4.0))
    values = {name_of(m): m.compute(found) for m in measures()}
    for name in ("discrimination", "discrimination_index"):
        there = values[name][~np.isnan(values[name])]
        assert (np.abs(there) <= 1 + 1e-9).all()
    efficiency = values["discriminative_efficiency"]
    assert (efficiency[~np.isnan(efficiency)] <= 1 + 1e-9).all()
    assert np.nansum(values["intended_weight"]) == pytest.approx(1)
    weights = values["effective_weight"]
    assert np.isnan(weights).all() or np.nansum(weights) == pytest.approx(1)
    assert ((values["facility"] >= 0) & (values["facility"] <= 1)).all()


def test_a_gap_is_no_zero():
    points = [[1, 1, 1], [0, np.nan, 0], [1, 0, 1], [0, 1, 0]]
    facility = registry.module(statistics, "facility").compute(scores(points))
    assert facility == pytest.approx([0.5, 2 / 3, 0.5])
    assert np.isnan(reliability(scores(points)).alpha)


def test_identical_questions_have_alpha_one_and_unrelated_ones_none():
    column = np.array([0.0, 1, 2, 3])
    assert alpha(np.column_stack([column] * 3)) == pytest.approx(1)
    assert np.isnan(alpha(np.ones((5, 3))))
    assert np.isnan(alpha(column[:, None]))


def test_feldts_interval_covers_as_often_as_it_says():
    # Parallel questions with population alpha 0.75 in classes of fifteen.
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        points = rng.normal(size=(15, 1)) + rng.normal(size=(15, 3))
        low, high = alpha_interval(alpha(points), 15, 3, 0.9)
        hits += low <= 0.75 <= high
    assert 0.86 <= hits / 400 <= 0.94


def test_wilson_agrees_with_its_textbook_example_and_stays_in_range():
    low, high = intervals.wilson(np.array([0.0, 0.5]), np.array([10.0, 10.0]), 0.95)
    assert low.round(4).tolist() == [0.0, 0.2366]
    assert high.round(4).tolist() == [0.2775, 0.7634]


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=30))
def test_the_groups_share_ties(totals):
    weights = extremes.upper(np.array(totals, dtype=float))
    assert weights.sum() == pytest.approx(max(1, round(0.27 * len(totals))))
    by_total = {}
    for total, weight in zip(totals, weights, strict=True):
        assert by_total.setdefault(total, weight) == weight


def question(name):
    return next(each for each in ASKED if each.item.id == name)


def a_class(answers):
    """Twenty people; each question's answers cycle through a list."""
    return [
        marked(question(name), f"s{n:02}", given_[n % len(given_)])
        for name, given_ in answers.items()
        for n in range(20)
    ]


def test_distractors_with_their_misconceptions():
    key = papers.key_answers(ASKED)
    wrong = dict(question("C3-035").item.wrong_responses())
    number, mistake = next(iter(wrong.items()))
    responses = a_class(
        {
            "C3-006": ["B", "A", "B", ""],
            "C3-005": [["A", "C", "E"], ["A", "B"]],
            "C3-035": [key["C3-035"], number, "no number", "12345"],
        }
    )
    found = analyse(responses, BANK)
    rows = {(c.item, c.label): c for c in found.choices}
    assert rows["C3-006", "B"].right
    assert rows["C3-006", "B"].share == 0.5
    assert rows["C3-006", choices.BLANK].count == 5
    assert rows["C3-005", "A"].share == 1
    assert rows["C3-005", "B"].share == 0.5
    assert rows["C3-035", mistake].mistake == mistake
    assert rows["C3-035", mistake].count == 5
    assert rows["C3-035", choices.OTHER].count == 10
    (shown,) = [each for each in found.mistakes if each.name == mistake]
    assert (shown.people, shown.answers, shown.items) == (5, 5, ("C3-035",))
    assert shown.message.en != mistake  # the registry's own words
    assert not any(c.count == 0 and c.label == choices.OTHER for c in found.choices)


def test_two_letters_are_no_answer_to_a_single_choice():
    assert choices.labels(question("C3-006").item, "AB") == (choices.UNREADABLE,)
    assert choices.labels(question("C3-005").item, "AB") == ("A", "B")


def test_answers_to_another_version_are_not_mixed_in():
    responses = [
        Response(**{**r.to_dict(), "version": 99}) for r in a_class({"C3-006": ["B", "A"]})
    ] + a_class({"C3-019": ["D", "A"]})
    assert {c.item for c in analyse(responses, BANK).choices} == {"C3-019"}


def test_a_wrong_key_is_called_out():
    rng = np.random.default_rng(3)
    ability = rng.normal(size=60)
    points = (ability[:, None] + rng.normal(size=(60, 8)) > 0) * 1.0
    points[:, 0] = 1 - points[:, 0]
    responses = [Response(f"s{i}", f"Q{j}", 1.0, points[i, j]) for i in range(60) for j in range(8)]
    told = {(p.item, p.code) for p in analyse(responses).findings}
    assert told == {("Q0", "negative")}


def test_a_small_class_is_not_blamed():
    rng = np.random.default_rng(3)
    points = (rng.normal(size=(6, 5)) > 0) * 1.0
    responses = [Response(f"s{i}", f"Q{j}", 1.0, points[i, j]) for i in range(6) for j in range(5)]
    assert not [p for p in analyse(responses).findings if p.code == "negative"]


def test_idle_and_attractive_distractors():
    people = 40
    good = [n >= 20 for n in range(people)]
    responses = [
        marked(question("C3-006"), f"s{n}", "A" if good[n] else "B") for n in range(people)
    ] + [Response(f"s{n}", f"Q{k}", 9.0, 9.0 * good[n]) for n in range(people) for k in range(3)]
    told = {(p.code, p.text.en[11:12]) for p in analyse(responses, BANK).findings}
    assert {("attractive", "A"), ("idle", "C"), ("idle", "D")} <= told


def test_unmarked_answers_leave_their_question_out():
    responses = [Response(f"s{n}", q, 1.0, n % 2) for n in range(4) for q in ("Q1", "Q2")]
    responses += [Response(f"s{n}", "Q3", 1.0, None if n == 2 else 1.0) for n in range(4)]
    found = analyse(responses)
    assert found.scores.questions == ("Q1", "Q2")
    assert [p.item for p in found.findings if p.code == "analysis"] == ["Q3"]
    with pytest.raises(BankError):
        analyse(responses[:1])


def test_versions_and_variants_are_told_apart():
    responses = [
        Response(f"s{n}", "Q1", 1.0, float(n < 5), version=1, seed=n % 2) for n in range(10)
    ]
    responses += [Response(f"s{n}", "Q2", 1.0, 1.0) for n in range(10)]
    parts = analyse(responses).splits
    assert [(s.item, s.seed, s.count, s.facility) for s in parts] == [
        ("Q1", 0, 5, 0.6),
        ("Q1", 1, 5, 0.4),
    ]


@pytest.fixture
def own_bank(tmp_path):
    source = ROOT / "question_bank" / "items" / "C3" / "1_life_cycle.yaml"
    file = tmp_path / "C3.yaml"
    file.write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\r\n")
    return file


def test_write_back_changes_one_number_and_nothing_else(own_bank):
    bank = load(own_bank, cache=False)
    old = bank["C3-006"]
    responses = [Response(f"s{n}", "C3-006", 4.0, 0.0, version=1) for n in range(30)]
    proposed = write_back.changes(responses, bank)
    (change,) = proposed
    assert change.new == round((20 * old.difficulty + 30) / 50, 2)
    before = own_bank.read_bytes()
    patch = write_back.patch(proposed, bank)
    assert own_bank.read_bytes() == before  # a patch is a proposal
    rows = [r for r in patch.diff().splitlines() if r[:1] in "+-" and r[:3] not in ("+++", "---")]
    assert rows == [f"-  difficulty: {old.difficulty:g}", f"+  difficulty: {change.new:g}"]
    patch.write()
    after = load(own_bank, cache=False)
    assert after["C3-006"].difficulty == change.new
    assert papers.digest(after["C3-006"]) == papers.digest(old)
    changed = sum(
        a != b for a, b in zip(before.splitlines(), own_bank.read_bytes().splitlines(), strict=True)
    )
    assert changed == 1


@pytest.mark.parametrize(
    "answers",
    [
        [Response(f"s{n}", "C3-006", 4.0, 0.0, version=1) for n in range(9)],
        [Response(f"s{n}", "C3-006", 4.0, 0.0, version=77) for n in range(30)],
        [Response(f"s{n}", "C3-006", 4.0, None, version=1) for n in range(30)],
        [Response(f"s{n}", "Z9-006", 4.0, 0.0, version=1) for n in range(30)],
    ],
    ids=["too few", "another version", "unmarked", "unknown"],
)
def test_write_back_wants_evidence(answers):
    assert write_back.changes(answers, BANK) == []


def test_figures_are_drawn_in_chinese_without_missing_glyphs(tmp_path):
    rng = np.random.default_rng(2)
    letters = ["B" if x > 0 else "AC"[n % 2] for n, x in enumerate(rng.normal(size=20))]
    found = analyse(a_class({"C3-006": letters, "C3-019": ["D", "D", "A"]}), BANK)
    # A missing glyph is a warning, and a warning is an error here.
    drawn = drawing.save(found, tmp_path, "zh")
    assert {file.name for file in drawn} == {"questions.svg", "totals.svg", "distractors-1.svg"}
    assert all(file.stat().st_size > 2000 for file in drawn)
