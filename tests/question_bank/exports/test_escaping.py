"""Whatever an item says arrives as it was written: escapes of every format, forth and back."""

import html

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from question_bank.exports import gift_text, markup, xml
from question_bank.imports import gift_parts, html_text
from question_bank.imports.xml_tree import parse

TEXT = st.text(
    st.sampled_from("ab 客户，。12~=#{}:\\%&<>\"'*_`|[]()!-+.$/\n") | st.characters(codec="utf-8"),
    max_size=40,
)
LINE = TEXT.map(lambda text: " ".join(text.split()))


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_gift_gives_back_every_text(text):
    wanted = text.replace("\r\n", "\n")
    escaped = gift_text.escape(text)
    assert "\n" not in escaped
    assert gift_text.unescape(escaped) == wanted


@settings(deadline=None, max_examples=60)
@given(st.lists(LINE.filter(bool), min_size=2, max_size=4), LINE)
def test_gift_gives_back_options_and_explanations(options, why):
    shown = []
    for text in options:
        weight = "%0%" if gift_text.looks_weighted(text) else ""
        shown.append(f"~{weight}{gift_text.escape(text)}#{gift_text.escape(why)}")
    inside = gift_parts.parts("::n::[html]stem{\n" + "\n".join(shown) + "\n}").inside
    found = list(gift_parts.choices(inside, "=~"))
    assert [choice.text for choice in found] == [text.strip() for text in options]
    assert {choice.feedback for choice in found} == {why.strip()}


def test_gift_takes_a_leading_percentage_for_a_weight():
    (eaten,) = gift_parts.choices("~%25%增长", "~")
    (kept,) = gift_parts.choices("~%0%%25%增长", "~")
    assert (eaten.weight, eaten.text) == (25, "增长")
    assert (kept.weight, kept.text) == (0, "%25%增长")


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_xml_gives_back_every_text(text):
    wanted = xml.clean(text).replace("\r\n", "\n").replace("\r", "\n")
    for part in (xml.element("a", text), xml.element("a", xml.cdata(text))):
        assert parse(xml.to_text(part).encode()).text == wanted


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_xml_gives_back_every_attribute(text):
    wanted = " ".join(xml.clean(text).split())
    node = parse(xml.to_text(xml.element("a", title=text)).encode())
    assert " ".join(node.attributes["title"].split()) == wanted


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_html_is_well_formed(text):
    parse(f"<x>{markup.html(xml.clean(text))}</x>".encode())


@settings(deadline=None, max_examples=60)
@given(
    LINE.filter(bool),
    st.sampled_from(["<p>{}</p>", "<ul>\n<li>{}</li>\n</ul>", "<p>甲 <strong>乙</strong> {}</p>"]),
)
def test_words_of_html_are_never_taken_for_markup(text, frame):
    words = xml.clean(text)
    made = frame.format(html.escape(words, quote=False))
    back = markup.html(html_text.markdown(made).markdown)
    assert html.unescape(back) == html.unescape(frame.format(html.escape(words, quote=False)))


@settings(deadline=None, max_examples=60)
@given(LINE)
def test_a_plain_line_comes_back(text):
    shown = markup.line(text)
    assert parse(f"<x>{xml.clean(shown)}</x>".encode()).text is not None


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("净利 $\\frac{a_1}{b}$ 元", "<p>净利 \\(\\frac{a_1}{b}\\) 元</p>"),
        ("花了 $5 和 $6", "<p>花了 $5 和 $6</p>"),
        ("$$x<1$$", "<p>\\[x&lt;1\\]</p>"),
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("one\ntwo", "<p>one two</p>"),
        ("____是核心", "<p>____是核心</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
    ],
)
def test_rendering(text, made):
    assert markup.html(text) == made
