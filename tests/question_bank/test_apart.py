"""Values that could be mistaken for each other are drawn again."""

import pytest

from question_bank.draw import Draw
from question_bank.generators._apart import until_apart


def test_the_first_draw_that_lies_apart_is_taken():
    draw = Draw("apart", 1)

    def make():
        return {"key": draw.integer(1, 3), "slip": draw.integer(1, 3), "other": 2}

    values = until_apart(make, ["key", "slip"], by=1.5)
    assert abs(values["key"] - values["slip"]) == 2


def test_groups_are_compared_within_themselves_only():
    values = {"a": 1, "b": 5, "c": 1, "d": 5}
    assert until_apart(lambda: values, ["a", "b"], ["c", "d"], by=3) == values


def test_ranges_that_cannot_work_are_refused():
    with pytest.raises(ValueError, match=r"keeps .*'key', 'slip'.* apart by 0\.5"):
        until_apart(lambda: {"key": 1, "slip": 1.5}, ["key", "slip"], by=0.5)
