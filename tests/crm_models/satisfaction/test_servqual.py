import numpy as np
import pandas as pd
import pytest

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction import servqual

ITEMS, DIMENSIONS = list(servqual.ITEMS), list(servqual.DIMENSIONS)


@pytest.fixture
def survey():
    rng = np.random.default_rng(1)
    expected = pd.DataFrame(rng.integers(4, 8, (30, 22)), columns=ITEMS)
    perceived = pd.DataFrame(rng.integers(2, 8, (30, 22)), columns=ITEMS)
    return expected, perceived


@pytest.fixture
def points():
    shares = np.random.default_rng(2).dirichlet(np.ones(5), size=30)
    return pd.DataFrame(100 * shares, columns=DIMENSIONS)


def test_twenty_two_items_in_five_dimensions():
    assert len(ITEMS) == 22
    sizes = pd.Series(servqual.ITEMS).value_counts()
    assert sizes.to_dict() == {
        "tangibles": 4, "reliability": 5, "responsiveness": 4, "assurance": 4, "empathy": 5,
    }  # fmt: skip


def test_gap_is_perception_minus_expectation(survey):
    expected, perceived = survey
    found = servqual.gaps(expected, perceived)
    assert found.loc[3, "empathy_2"] == perceived.loc[3, "empathy_2"] - expected.loc[3, "empathy_2"]
    pd.testing.assert_frame_equal(found, -servqual.gaps(perceived, expected))


def test_dimensions_count_alike_whatever_their_number_of_items(survey):
    expected, perceived = survey
    table = servqual.dimension_gaps(expected, perceived)
    by_hand = (perceived - expected).mean()
    assert table.loc["empathy", "gap"] == pytest.approx(by_hand.filter(like="empathy").mean())
    assert servqual.score(expected, perceived) == pytest.approx(table["gap"].mean())
    assert servqual.score(expected, perceived) != pytest.approx(by_hand.mean(), abs=1e-6)


def test_shared_points(survey):
    expected, perceived = survey
    share = dict(zip(DIMENSIONS, [10, 40, 20, 10, 20], strict=True))
    table = servqual.dimension_gaps(expected, perceived)
    value = servqual.score(expected, perceived, points=share)
    assert value == pytest.approx(sum(table.loc[d, "gap"] * p / 100 for d, p in share.items()))
    assert servqual.explain_score(table, share).value == pytest.approx(value)
    even = servqual.score(expected, perceived, points=dict.fromkeys(DIMENSIONS, 20))
    assert even == pytest.approx(servqual.score(expected, perceived))


def test_own_points_weigh_own_gaps(survey, points):
    expected, perceived = survey
    each = servqual.gaps(expected, perceived)
    by_hand = [
        sum(points.loc[row, d] / 100 * each.loc[row].filter(like=d).mean() for d in DIMENSIONS)
        for row in points.index
    ]
    value = servqual.score(expected, perceived, points=points)
    assert value == pytest.approx(np.mean(by_hand))
    averaged = servqual.score(expected, perceived, points=points.mean().to_dict())
    assert value != pytest.approx(averaged, abs=1e-4)


def test_weights_are_repetitions(survey, points):
    expected, perceived = survey
    times = np.arange(30) % 4
    again = [frame.loc[frame.index.repeat(times)] for frame in (expected, perceived, points)]
    weighted = servqual.score(expected, perceived, points=points, weights=times)
    assert weighted == pytest.approx(servqual.score(*again[:2], points=again[2]))
    pd.testing.assert_frame_equal(
        servqual.dimension_gaps(expected, perceived, weights=times),
        servqual.dimension_gaps(*again[:2]),
    )


def test_bad_tables(survey, points):
    expected, perceived = survey
    with pytest.raises(ModelError, match="perceptions lack: empathy_5"):
        servqual.gaps(expected, perceived.drop(columns="empathy_5"))
    with pytest.raises(ModelError, match="different respondents"):
        servqual.gaps(expected, perceived.head(5))
    with pytest.raises(ModelError, match="no rows"):
        servqual.gaps(expected.head(0), perceived.head(0))
    holed = perceived.astype(float)
    holed.loc[7, "assurance_1"] = np.nan
    with pytest.raises(DataError, match="row: 7"):
        servqual.gaps(expected, holed)
    with pytest.raises(ModelError, match="add up to 100, got 95"):
        servqual.score(expected, perceived, points=dict.fromkeys(DIMENSIONS, 19))
    with pytest.raises(ModelError, match="exactly: tangibles"):
        servqual.score(expected, perceived, points={"tangibles": 100})
    points.loc[4, "empathy"] += 1
    with pytest.raises(DataError, match="row: 4"):
        servqual.score(expected, perceived, points=points)
    with pytest.raises(ModelError, match="same respondents"):
        servqual.score(expected, perceived, points=points.head(3))
