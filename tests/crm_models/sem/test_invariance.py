"""What must not change the answer, and what must."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import sem

SPEC = sem.specification("""
    Q =~ q1..q3
    V <~ v1..v2
    S =~ s1..s3
    L =~ l1
    Q -> V, S
    V -> S
    S -> L
""")
PATHS = {"Q -> V": 0.5, "Q -> S": 0.4, "V -> S": 0.3, "S -> L": 0.6}
schemes = pytest.mark.parametrize("scheme", ["path", "factorial", "centroid"])


@pytest.fixture(scope="module")
def survey():
    return sem.simulate(SPEC, PATHS, n=80, seed=8, scale=(1, 10))


def fit(data, spec=SPEC, **settings_):
    return sem.PLSPathModel(spec, tolerance=1e-11, **settings_).fit(data)


@schemes
@settings(max_examples=10, deadline=None)
@given(
    shift=st.lists(st.floats(-50, 50), min_size=9, max_size=9),
    stretch=st.lists(st.floats(0.01, 100), min_size=9, max_size=9),
)
def test_units_of_items_do_not_matter(survey, scheme, shift, stretch):
    moved = survey * stretch + shift
    assert fit(moved, scheme=scheme).params_ == pytest.approx(fit(survey, scheme=scheme).params_)


@schemes
@settings(max_examples=10, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_order_of_rows_columns_items_and_constructs_does_not_matter(survey, scheme, random):
    columns = list(survey.columns)
    random.shuffle(columns)
    shuffled = survey[columns].sample(frac=1, random_state=random.randrange(2**31))
    constructs = [
        sem.construct(c.name, random.sample(c.indicators, len(c.indicators)), mode=c.mode)
        for c in random.sample(SPEC.constructs, len(SPEC.constructs))
    ]
    spec = sem.Specification(constructs, random.sample(SPEC.paths, len(SPEC.paths)))
    expected = fit(survey, scheme=scheme)
    found = fit(shuffled, spec, scheme=scheme)
    assert found.params_ == pytest.approx(expected.params_)
    names = list(SPEC.names)
    pd.testing.assert_frame_equal(found.htmt().loc[names, names], expected.htmt())


@schemes
@settings(max_examples=10, deadline=None)
@given(times=st.lists(st.integers(0, 3), min_size=80, max_size=80))
def test_weights_are_repetitions(survey, scheme, times):
    times = np.array(times)
    times[:20] = 1
    repeated = survey.loc[survey.index.repeat(times)]
    weighted = sem.PLSPathModel(SPEC, scheme=scheme, tolerance=1e-11).fit(survey, weights=times)
    expected = fit(repeated, scheme=scheme)
    assert weighted.params_ == pytest.approx(expected.params_)
    assert weighted.n_obs_ == len(repeated)
    pd.testing.assert_frame_equal(weighted.inner_model(), expected.inner_model())


@schemes
def test_turning_a_whole_block_round_turns_its_construct(survey, scheme):
    turned = survey.assign(**{c: 11 - survey[c] for c in ("q1", "q2", "q3")})
    before, after = fit(survey, scheme=scheme), fit(turned, scheme=scheme)
    assert after.params_["Q -> S"] == pytest.approx(-before.params_["Q -> S"])
    assert after.params_["S -> L"] == pytest.approx(before.params_["S -> L"])
    assert (after.loadings_["Q"] > 0).all()


def test_one_reversed_item_is_named(survey):
    model = fit(survey.assign(s2=11 - survey["s2"]))
    assert [note.en for note in model.notes_ if "'s2' loads negatively" in note.en]
    assert not fit(survey).notes_


def test_other_columns_and_the_index_are_left_alone(survey):
    extra = survey.assign(name="someone", note=None).set_axis([f"r{i}" for i in range(80)])
    copy = extra.copy()
    model = fit(extra)
    pd.testing.assert_frame_equal(extra, copy)
    assert model.params_ == fit(survey).params_
    assert model.scores(extra).index.tolist() == extra.index.tolist()


def test_new_data_are_measured_with_the_fitted_ruler(survey):
    model = fit(survey)
    both = model.scores(survey)
    pd.testing.assert_frame_equal(model.scores(survey.iloc[[5]]), both.iloc[[5]])
