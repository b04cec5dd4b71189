"""Statistics of questions: published figures to their last digit, ranges, invariances."""

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
    extremes,
    intervals,
    irt,
    statistics,
)
from question_bank.analysis.reliability import alpha, alpha_interval, reliability
from question_bank.analysis.report import measures, name_of
from question_bank.analysis.scores import Scores, table
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.responses import files

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
    found = irt.calibrate(lsat6(), "1pl")
    assert found.slope.round(4).tolist() == [0.7552] * 5
    assert found.difficulty.round(4).tolist() == [-3.6152, -1.3224, -0.3176, -1.7301, -2.7801]


def test_calibration_leaves_out_what_has_no_difficulty():
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
