import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from crm_models import retention
from crm_models.errors import DataError, ModelError

# Leukaemia remission in weeks (Freireich et al. 1963; Cox and Oakes 1984, table 1.1).
CONTROLS = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
LEFT = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]

samples = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=40)


def test_controls_of_cox_and_oakes():
    curve = retention.kaplan_meier(CONTROLS, [1] * 21)
    assert curve.loc[8, "survival"] == pytest.approx(8 / 21)
    assert round(curve.loc[8, "std_error"], 3) == 0.106
    assert retention.median_lifetime(curve) == 8
    assert retention.explain_survival(curve, 10).value == pytest.approx(8 / 21)


def test_treated_of_cox_and_oakes():
    curve = retention.kaplan_meier(TREATED, LEFT)
    at = curve["survival"].round(4)
    assert [at[t] for t in (6, 7, 10, 13, 16, 22, 23)] == [
        0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
    ]  # fmt: skip
    assert retention.median_lifetime(curve) == 23


@given(samples)
def test_against_statsmodels(rows):
    times, left = (list(column) for column in zip(*rows, strict=True))
    curve = retention.kaplan_meier(times, left)
    judge = SurvfuncRight([t + 1.0 for t in times], [int(flag) for flag in left])
    own = curve[curve["events"] > 0]
    expected = pd.Series(judge.surv_prob, index=judge.surv_times - 1.0)
    assert own["survival"].to_numpy() == pytest.approx(expected[own.index].to_numpy())
    inside = (own["survival"] > 0).to_numpy()
    errors = pd.Series(judge.surv_prob_se, index=judge.surv_times - 1.0)[own.index]
    assert own["std_error"].to_numpy()[inside] == pytest.approx(errors.to_numpy()[inside])


@given(samples, st.randoms(use_true_random=False))
def test_the_curve_falls_within_its_limits(rows, random):
    curve = retention.kaplan_meier(*zip(*rows, strict=True))
    shuffled = retention.kaplan_meier(*zip(*random.sample(rows, len(rows)), strict=True))
    pd.testing.assert_frame_equal(curve, shuffled)
    assert (np.diff(curve["survival"], prepend=1.0) <= 1e-12).all()
    for limit in ("lower", "upper"):
        assert curve[limit].between(0, 1).all()
    assert (curve["lower"] <= curve["survival"] + 1e-12).all()
    assert (curve["survival"] <= curve["upper"] + 1e-12).all()
    assert curve["at_risk"].iloc[0] == len(rows)
    assert (curve["events"] + curve["censored"]).sum() == len(rows)


def test_log_log_limits_of_a_known_case():
    """Collett's form: S^exp(-+ z se / (S log S))."""
    curve = retention.kaplan_meier(TREATED, LEFT)
    s, se = curve.loc[10, ["survival", "std_error"]]
    width = 1.959964 * se / (s * np.log(s))
    assert curve.loc[10, "lower"] == pytest.approx(s ** np.exp(-width), rel=1e-6)
    assert curve.loc[10, "upper"] == pytest.approx(s ** np.exp(width), rel=1e-6)
    wide = retention.kaplan_meier(TREATED, LEFT, confidence=0.99)
    assert (wide["lower"] <= curve["lower"]).all()


def test_without_censoring_it_is_the_share_left():
    curve = retention.kaplan_meier(CONTROLS, [True] * 21)
    for time, survival in curve["survival"].items():
        assert survival == pytest.approx(np.mean(np.array(CONTROLS) > time))


def test_nobody_left_has_no_median():
    assert retention.median_lifetime(retention.kaplan_meier([3, 4], [0, 0])) == float("inf")


def test_geometric_lifetimes_are_recovered():
    rng = np.random.default_rng(3)
    lifetimes, end = rng.geometric(0.2, 20_000), rng.integers(1, 15, 20_000)
    curve = retention.kaplan_meier(np.minimum(lifetimes, end), lifetimes <= end)
    for t in (1, 3, 6, 10):
        assert curve.loc[t, "survival"] == pytest.approx(retention.still_there(0.2, t), abs=0.02)


def test_silence_is_leaving():
    tx = pd.DataFrame(
        {
            "customer_id": ["a", "a", "b", "c", "c"],
            "date": pd.to_datetime(
                ["2025-01-01", "2025-01-31", "2025-01-30", "2025-01-01", "2025-03-30"]
            ),
            "amount": [1.0, 1.0, 1.0, 1.0, -1.0],
        }
    )
    stay = retention.tenure(tx, as_of="2025-03-31", silent_for=60)
    assert stay.duration.to_dict() == {"a": 89, "b": 60, "c": 0}
    assert stay.event.to_dict() == {"a": False, "b": False, "c": True}, "59, 60 and 89 days"
    assert retention.kaplan_meier(*stay).loc[0, "survival"] == pytest.approx(2 / 3)


def test_what_cannot_be_done_is_refused():
    with pytest.raises(ModelError, match="as many durations as events"):
        retention.kaplan_meier([1, 2], [1])
    with pytest.raises(ModelError, match="as many durations as events"):
        retention.kaplan_meier([], [])
    with pytest.raises(DataError, match="missing or negative") as caught:
        retention.kaplan_meier(pd.Series([1.0, -1.0], index=["a", "b"]), [1, 1])
    assert caught.value.rows == ("b",)
    with pytest.raises(DataError, match="events are not 0/1") as caught:
        retention.kaplan_meier([1, 2], [1, 2])
    assert caught.value.rows == (1,)
    with pytest.raises(ModelError, match="confidence lies between"):
        retention.kaplan_meier([1], [1], confidence=95)
    with pytest.raises(ModelError, match="do not have the same customers"):
        retention.kaplan_meier(pd.Series([1], index=["a"]), pd.Series([1], index=["b"]))
