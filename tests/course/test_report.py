"""The class report: its statistics, and the page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course.report import statistics


def test_statistics_of_a_class_worked_by_hand():
    found = statistics.of_class([40, 60, 80], pass_mark=60)
    assert (found.graded, found.mean, found.median, found.passed) == (3, 60, 60, 2)
    assert (found.sd, found.lowest, found.highest) == (20, 40, 80)
    assert statistics.of_class([], pass_mark=60).mean is None
    assert statistics.of_class([70], pass_mark=60).sd is None


def test_discrimination_worked_by_hand():
    # task 1 against the rest: (0, 0, 1, 1) with (1, 2, 2, 3): r = 1/sqrt(2)
    points = np.array([[0, 1], [0, 2], [1, 2], [1, 3]], dtype=float)
    assert statistics.item_rest(points, 0) == pytest.approx(1 / np.sqrt(2))
    assert statistics.item_rest(points * [0, 1], 0) is None
    assert statistics.item_rest(points[:2], 0) is None


@given(hnp.arrays(float, (6, 3), elements=st.sampled_from([0.0, 1.0, 2.0, np.nan])))
def test_discrimination_stays_in_its_range_and_ignores_units(points):
    found = statistics.item_rest(points, 1)
    if found is not None:
        assert -1 <= found <= 1
        assert statistics.item_rest(points * 3, 1) == pytest.approx(found)


class Page(HTMLParser):
    """Collects what matters of a page: tags, headings in order, addresses it would load."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.loads, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        if loaded:
            self.loads.append(loaded)


@pytest.fixture
def page(folder, enter, crmlab):
    def write(lang):
        enter("s2026001", 3, 2)
        enter("s2026002", 1.5, 0)
        enter("s2026003", 0, None)
        code, out, err = crmlab("report", "--course", folder, "--json", "--lang", lang)
        assert code == 0, err
        return Path(json.loads(out)["report"]).read_text("utf-8")

    return write


def test_the_page_stands_alone_and_is_accessible(page):
    text = page("zh")
    found = Page(text)
    assert found.loads == []
    assert "http" not in re.sub(r"http://www\.w3\.org/\S+|http://purl\.org/\S+", "", text)
    assert ("html", {"lang": "zh-CN"}) in found.tags
    assert all("scope" in given for tag, given in found.tags if tag == "th")
    figures = [given for tag, given in found.tags if tag == "figure"]
    assert len(figures) == 2
    assert all(given["role"] == "img" and given["aria-label"] for given in figures)


def test_the_numbers_are_on_the_page_in_both_languages(page):
    for lang, words in (("zh", "待人工批改"), ("en", "To be marked")):
        text = page(lang)
        assert words in text
        row = re.search(r"<code>total-check</code></th>(.*?)</tr>", text, re.DOTALL).group(1)
        assert re.sub(r"<[^>]+>", " ", row).split()[-5:] == ["1", "/", "1", "/", "1"]
        assert ">0.50<" in row  # facility: (3 + 1.5 + 0) / 9


def test_nobody_graded_is_said(folder, crmlab):
    code, out, _ = crmlab("report", "--course", folder, "--json", "--lang", "en")
    assert code == 0
    assert "No graded submission yet" in Path(json.loads(out)["report"]).read_text("utf-8")
