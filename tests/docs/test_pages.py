"""Every page exists twice and says the same; its example runs; nothing of its card is left out."""

import doctest
import re
from io import StringIO
from pathlib import Path
from types import ModuleType

import matplotlib.pyplot as plt
import pytest
from extension import card, chinese, mathml
from extension import directives as directives_module
from extension.bibliography import works
from extension.chinese import join
from extension.directives import DIRECTIVES, signature
from extension.mathml import written
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from crm_models import misconceptions
from crm_models.errors import ModelError
from crm_models.text import Text

DOCS = Path(__file__).parents[2] / "docs" / "models"
NAMES = sorted(path.stem for path in (DOCS / "cards").glob("[a-z]*.py"))
CJK = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def source(lang, name):
    return (DOCS / lang / f"{name}.md").read_text("utf-8")


def directives(text):
    """Name and argument of every directive, in order."""
    return re.findall(r"^```\{(\w+)\}[ \t]*(.*)$", text, re.MULTILINE)


def outline(text):
    """What both languages must share, section by section: the order of words may differ."""
    sections = re.split(r"^(?=#+ )", text, flags=re.MULTILINE)
    return [
        {
            "level": re.match(r"#*", section).group(),
            "directives": directives(section),
            "links": sorted(re.findall(r"\]\(([^)]+)\)", section)),
            "formulas": sorted(re.findall(r"\$+([^$]+)\$+", section)),
            "code": sorted(re.findall(r"(?<!`)`([^`{]+)`(?!`)", section)),
            "numbers": sorted(re.findall(r"\d+(?:\.\d+)?", prose(section))),
            "items": len(re.findall(r"^- ", section, re.MULTILINE)),
            "rows": len(re.findall(r"^\|", section, re.MULTILINE)),
        }
        for section in sections
        if section.strip()
    ]


def prose(section):
    """A section's own words: captions stay, formulas and code go."""
    kept = re.sub(r"^```.*$", "", section, flags=re.MULTILINE)
    return re.sub(r"\$[^$]+\$|`[^`]+`|\]\([^)]+\)", "", kept)


def test_the_two_languages_have_the_same_pages():
    pages = [sorted(path.stem for path in (DOCS / lang).glob("*.md")) for lang in ("zh", "en")]
    assert pages[0] == pages[1] == sorted(["index", *NAMES])


@pytest.mark.parametrize("name", [*NAMES, "index"])
def test_the_two_languages_say_the_same(name):
    assert outline(source("zh", name)) == outline(source("en", name))


def test_a_number_in_one_language_only_is_seen():
    zh, en = source("zh", NAMES[0]), source("en", NAMES[0])
    assert outline(zh + "\n另有 4711 人。\n") != outline(en)
    assert outline(zh) != outline(en.replace("```{sources}", "```{functions}"))


@pytest.mark.parametrize("name", [*NAMES, "index"])
def test_each_language_is_written_in_its_own(name):
    english = FENCE.sub("", source("en", name))
    assert not CJK.findall(english)
    chinese = prose(FENCE.sub("", source("zh", name)))
    assert len(CJK.findall(chinese)) > 100
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!]", chinese)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_all_that_its_card_holds(name):
    found = card.load(name)
    shown = directives(source("zh", name))
    assert {kind for kind, _ in shown} <= DIRECTIVES.keys()
    examples = [argument for kind, argument in shown if kind == "example"]
    numbered = [str(number + 1) for number in range(len(card.parts(name)))]
    assert examples in ([""], numbered)
    plots = [argument for kind, argument in shown if kind == "plot"]
    assert plots == [str(number + 1) for number in range(len(found.plots))] != []
    once = ["definition", "sources", "functions"]
    once += ["mistakes"] if any(map(misconceptions.of, found.functions)) else []
    once += ["working"] if found.working else []
    once += ["published"] if found.published else []
    kinds = [kind for kind, _ in shown if kind not in ("example", "plot")]
    assert sorted(kinds) == sorted(once)


@pytest.mark.parametrize("name", NAMES)
def test_the_worked_example_runs(name):
    found, names = card.load(name), card.run(name)
    assert all(number.agrees(names) for number in found.published)
    for step in found.working(names) if found.working else ():
        assert step.interpretation.zh != step.interpretation.en
    calls = [signature(function) for function in found.functions]
    assert all(
        call.startswith(function) for call, function in zip(calls, found.functions, strict=True)
    )
    assert not any(" at 0x" in call for call in calls)


@pytest.mark.parametrize("name", NAMES)
def test_a_symbol_table_fits_its_formulas(name):
    found = card.load(name)
    formulas = " ".join(found.formulas)
    for symbol in found.symbols:
        for part in symbol.latex.split(", "):
            assert part in formulas, f"{part} is in no formula"
        for text in (symbol.meaning, symbol.unit):
            assert not CJK.findall(text.en)
    assert len({symbol.latex for symbol in found.symbols}) == len(found.symbols)


def test_every_work_is_cited_and_every_citation_is_a_work():
    cited = set()
    for name in NAMES:
        found = card.load(name)
        cited |= {*found.sources, *(number.source for number in found.published)}
    assert cited == works().keys()
    assert not any(CJK.findall(work.en) for work in works().values())


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_can_be_drawn(name):
    found = card.load(name)
    formulas = [*found.formulas, *(symbol.latex for symbol in found.symbols)]
    for step in found.working(card.run(name)) if found.working else ():
        formulas += [step.formula, step.substitution, *(latex for latex, _ in step.symbols)]
    formulas += re.findall(r"\$([^$]+)\$", source("zh", name))
    assert all(written(latex).startswith("<math") for latex in formulas)


def test_a_formula_that_cannot_be_drawn_is_named():
    with pytest.raises(ValueError, match=r"in the formula \\nonsense"):
        written(r"\nonsense{x}")


def test_a_wrong_number_is_found():
    number = card.Published(Text("数", "number"), "1.226", lambda names: names["x"], "a paper")
    assert number.agrees({"x": 1.22561})
    assert not number.agrees({"x": 1.2267})


def test_an_example_that_prints_something_else_is_found(monkeypatch):
    name = NAMES[0]
    first = card.parts(name)[0]
    wrong = ModuleType("wrong", f"{first}\n>>> 1 + 1\n3\n")
    wrong.__file__ = "wrong.py"
    monkeypatch.setattr(card, "module", lambda _: wrong)
    with pytest.raises(AssertionError, match="Expected:"):
        card.run.__wrapped__(name)


@pytest.mark.parametrize("module", [chinese, directives_module, mathml])
def test_the_examples_of_the_extension_run(module):
    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0


def test_lines_of_chinese_are_joined_without_a_space():
    assert join("两个\n数字") == "两个数字"
    assert join("完了。\nRFM") == "完了。RFM"
    assert join("用\nRFM") == "用\nRFM"
    assert join("two\nnumbers") == "two\nnumbers"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plot_is_drawn_without_missing_characters(lang, tmp_path):
    # Warnings are errors: a character that the font lacks would end this.
    from extension.directives import draw

    draw("csat_nps", 1, lang, tmp_path / "one.svg")
    draw("csat_nps", 1, lang, tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", NAMES)
def test_every_plot_has_data_and_words(name):
    names = card.run(name)
    for plot in card.load(name).plots:
        ax, data = plot(names, "zh")
        assert len(data)
        assert CJK.findall(ax.get_title() + ax.get_xlabel() + ax.get_ylabel())
        plt.close(ax.get_figure(root=True))


# MyST still asks Sphinx in a way that will end with Sphinx 11.
@pytest.mark.filterwarnings("ignore:'myst_parser:PendingDeprecationWarning")
def test_the_pages_build_without_a_warning(tmp_path):
    """As ``make docs``, but in one language (the other has the same links, formulas and
    directives, see above) and without plots, whose drawing takes longer than all the rest."""
    said = StringIO()
    with docutils_namespace():
        Sphinx(
            DOCS / "zh", DOCS, tmp_path / "out", tmp_path / "tree", "html",
            confoverrides={"draw_plots": False}, status=None, warning=said, tags=["zh"],
        ).build()  # fmt: skip
    assert said.getvalue() == ""
    made = (tmp_path / "out" / "bg_nbd.html").read_text("utf-8")
    assert '<a href="../en/bg_nbd.html"' in made
    assert "<math" in made
    assert not re.findall(r"<(?:script|link|img)[^>]+https?://[^>]+>", made)
    assert "本页内容" in made
    paragraphs = " ".join(re.findall(r"<p>(.*?)</p>", made, re.DOTALL))
    assert not re.search(r"[\u4e00-\u9fff]\n[\u4e00-\u9fff]", paragraphs)


def test_what_a_page_names_must_exist():
    with pytest.raises((AttributeError, ModuleNotFoundError, ModelError)):
        signature("rfm.no_such_function")
