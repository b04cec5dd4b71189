import numpy as np
import pandas as pd
import pytest

from crm_models import recommend
from crm_models.errors import ModelError

# Jannach, Zanker, Felfernig and Friedrich (2010), Recommender Systems, table 2.1.
BOOK = pd.DataFrame(
    {
        "Item1": [5, 3, 4, 3, 1],
        "Item2": [3, 1, 3, 3, 5],
        "Item3": [4, 2, 4, 1, 5],
        "Item4": [4, 3, 3, 5, 2],
        "Item5": [np.nan, 3, 5, 4, 1],
    },
    index=["Alice", "User1", "User2", "User3", "User4"],
)


def test_the_similarities_of_the_textbook():
    like = recommend.similarities(BOOK, "Alice")
    assert like["User1"] == pytest.approx(0.85, abs=0.005)
    assert like["User2"] == pytest.approx(0.70, abs=0.01)
    assert like["User3"] == pytest.approx(0.00, abs=0.005)
    assert like["User4"] == pytest.approx(-0.79, abs=0.005)
    assert list(like.index) == ["User1", "User2", "User3", "User4"]


def test_the_prediction_of_the_textbook():
    assert recommend.predict(BOOK, "Alice", "Item5") == pytest.approx(4.87, abs=0.005)


def test_the_adjusted_cosine_of_the_textbook():
    like = recommend.item_similarities(BOOK, "Item5")
    assert like["Item1"] == pytest.approx(0.80, abs=0.006)
    # Item 1 and item 4 are alike; their ratings by Alice, 5 and 4, are mixed by likeness.
    near = like[["Item1", "Item4"]]
    expected = float((near * [5, 4]).sum() / near.sum())
    assert recommend.predict_from_items(BOOK, "Alice", "Item5") == pytest.approx(expected)


def test_a_milder_rater_is_just_as_similar():
    shifted = BOOK.copy()
    shifted.loc["User1"] += 1
    before, after = (recommend.similarities(table, "Alice") for table in (BOOK, shifted))
    assert after["User1"] == pytest.approx(before["User1"])
    assert recommend.predict(shifted, "Alice", "Item5") == pytest.approx(
        recommend.predict(BOOK, "Alice", "Item5")
    )


def test_the_cosine_knows_no_length():
    assert recommend.cosine([3, 4], [30, 40]) == pytest.approx(1)
    assert recommend.cosine([3, 4], [4, 3]) == pytest.approx(0.96)
    assert recommend.cosine([1, 2], [-1, -2]) == pytest.approx(-1)


def test_cold_starts_say_so_or_fall_back_on_the_mean():
    lonely = BOOK.copy()
    lonely.loc["New"] = [5, np.nan, np.nan, np.nan, np.nan]
    assert recommend.similarities(lonely, "New").isna().all()
    assert recommend.predict(lonely, "New", "Item5") == 5
    assert recommend.predict_from_items(lonely, "New", "Item5") == 5
    lonely.loc["New"] = np.nan
    with pytest.raises(ModelError, match="cold start"):
        recommend.predict(lonely, "New", "Item5")


def test_no_overlap_is_missing_not_zero():
    apart = pd.DataFrame({"a": [1, np.nan], "b": [5, np.nan], "c": [np.nan, 4]}, index=["x", "y"])
    assert recommend.similarities(apart, "x", "cosine").isna().all()


def test_content_needs_no_other_customer():
    traits = pd.DataFrame(
        {"green": [1, 0, 1, 0], "gift": [0, 1, 1, 0], "spicy": [0, 0, 0, 1]}, index=list("abcd")
    )
    found = recommend.content_scores(traits, ["a", "b"])
    assert found.index.tolist() == ["c", "d"]
    assert found["c"] == pytest.approx(1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: recommend.cosine([0, 0], [1, 2]),
        lambda: recommend.cosine([1], [1, 2]),
        lambda: recommend.similarities(BOOK, "Nobody"),
        lambda: recommend.similarities(BOOK, "Alice", "euclid"),
        lambda: recommend.similarities(pd.concat([BOOK, BOOK]), "Alice"),
        lambda: recommend.similarities(BOOK.replace(5, np.inf), "Alice"),
        lambda: recommend.predict(BOOK, "Alice", "Item9"),
        lambda: recommend.predict(BOOK, "Alice", "Item5", k=0),
        lambda: recommend.content_scores(BOOK, ["Nobody"]),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
