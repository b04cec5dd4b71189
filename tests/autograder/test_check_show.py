"""What a student sees of a check: full marks for the visible part promise nothing yet."""

import pytest

from autograder.check.show import bundle


@pytest.mark.parametrize(("execution", "so_far"), [("autograde", False), ("validate", True)])
def test_marks_in_view_are_told_from_marks_given(monkeypatch, execution, so_far):
    monkeypatch.setenv("NBGRADER_EXECUTION", execution)
    shown = bundle("R", 2, 2, [], "en")
    for text in (shown["text/plain"], shown["text/html"]):
        assert "2 of 2 points" in text
        assert ("when you hand in" in text) is so_far
