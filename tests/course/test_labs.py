"""Building a lab folder into nbgrader's source notebook."""

import os
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator

from autograder.variant import Recipe
from course import labs
from course.errors import CrmlabError
from course.labs import regions
from course.labs import release as releasing
from course.labs.build import assemble
from course.labs.desks import desk

LAB = """\
title: {zh: 小实验, en: A small lab}
objectives: [{zh: 会加法, en: Add}]
minutes: {least: 10, most: 20}
points: 10
imports: [numpy, crm_models.plots]
data: {generator: campus_store, seed: 3, files: {people.csv: customers}}
"""
NOTEBOOK = """\
+++ {"lang": "zh"}

# 加法

| 甲 | 乙 |
|:--|:--|
| 1 | 2 |

+++ {"lang": "en"}

# Addition

Add.

| a | b |
|:--|:--|
| 1 | 2 |

+++

$$ a + b $$

```{code-cell}
:readonly: setup
import numpy as np
```

```{code-cell}
:solves: total
### BEGIN SOLUTION
total = 7
### END SOLUTION
```

```{code-cell}
:checks: total
:points: 6
assert total
### BEGIN HIDDEN TESTS
import crm_models.rfm
assert total == 7
### END HIDDEN TESTS
```

+++ {"answers": "why", "points": 4}

### BEGIN SOLUTION
因为
### END SOLUTION
"""


@pytest.fixture
def lab(tmp_path):
    """Write a lab folder, with some texts replaced."""

    def write(old="", new="", notebook=NOTEBOOK, yaml=LAB):
        folder = tmp_path / "mini"
        folder.mkdir(exist_ok=True)
        (folder / "lab.yaml").write_text(yaml.replace(old, new), encoding="utf-8")
        (folder / "mini.md").write_text(notebook.replace(old, new), encoding="utf-8")
        return folder

    return write


def test_building_twice_gives_the_same_bytes(lab, tmp_path):
    written = [labs.build(lab(), tmp_path / name).parent for name in ("one", "two")]
    names = sorted(path.name for path in written[0].iterdir())
    assert names == ["mini.ipynb", "people.csv"]
    for name in names:
        assert (written[0] / name).read_bytes() == (written[1] / name).read_bytes()


OWN = LAB.replace("seed: 3,", "seed: 3, per_student: true,").replace(
    "imports: [numpy,", "imports: [numpy, autograder.variant,"
)
CALL = "import numpy as np\nfrom autograder.variant import own_data\nown_data()"


def test_data_of_ones_own_are_released_as_a_recipe(lab, tmp_path):
    folder = lab(notebook=NOTEBOOK.replace("import numpy as np", CALL), yaml=OWN)
    built = labs.build(folder, tmp_path / "source").parent
    released = releasing.release(built / "mini.ipynb", tmp_path / "release").parent
    for made in (built, released):
        assert sorted(path.name for path in made.iterdir()) == ["mini.ipynb", "variant.json"]
    recipe = Recipe.beside(released)
    assert recipe == Recipe(
        "mini", "crm_models.datasets:campus_store", {"people.csv": "customers"}, 3
    )
    # the recipe's own seed gives what all share otherwise
    shared = labs.build(lab(), tmp_path / "shared").with_name("people.csv").read_bytes()
    assert recipe.make_files(3) == {"people.csv": shared}
    assert recipe.make_files(recipe.seed_of("s01"))["people.csv"] != shared


@pytest.mark.parametrize(
    ("notebook", "yaml", "where", "what"),
    [
        (NOTEBOOK, OWN, "mini.md", "no cell calls own_data"),
        (NOTEBOOK.replace("import numpy as np", CALL), LAB, "imports", "does not allow"),
        (
            NOTEBOOK.replace("import numpy as np", CALL),
            OWN.replace("per_student: true", "per_student: false"),
            "per_student",
            "not each student's own",
        ),
        (NOTEBOOK, OWN.replace("true", "perhaps"), "per_student", "bool"),
        (
            NOTEBOOK.replace("import numpy as np", CALL),
            OWN.replace("campus_store", "campus_shop"),
            "generator",
            "no campus_shop",
        ),
    ],
)
def test_recipe_and_notebook_agree(lab, tmp_path, notebook, yaml, where, what):
    with pytest.raises(CrmlabError) as caught:
        labs.build(lab(notebook=notebook, yaml=yaml), tmp_path / "out")
    said = caught.value.where + caught.value.line("zh") + caught.value.line("en")
    assert where in said
    assert what in said
    assert not (tmp_path / "out").exists()


def test_a_desk_has_one_students_data_and_leaves_the_source_alone(lab, tmp_path, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    folder = lab(notebook=NOTEBOOK.replace("import numpy as np", CALL), yaml=OWN)
    source = labs.build(folder, tmp_path / "source")
    recipe, home = Recipe.beside(source.parent), Path.cwd()
    for seed, meant in ((None, 3), (7, 7)):
        with desk(source, seed) as own:
            assert own.read_bytes() == source.read_bytes()
            assert Path("people.csv").read_bytes() == recipe.make_files(meant)["people.csv"]
            assert os.environ["NBGRADER_EXECUTION"] == "autograde"
        assert not own.exists()
    assert Path.cwd() == home
    assert "NBGRADER_EXECUTION" not in os.environ
    assert sorted(path.name for path in source.parent.iterdir()) == ["mini.ipynb", "variant.json"]


def test_the_short_metadata_become_nbgraders(lab, tmp_path):
    notebook = nbformat.read(labs.build(lab(), tmp_path / "out"), as_version=4)
    MetadataValidator().validate_nb(notebook)
    meta = {cell.id: cell.metadata.get("nbgrader", {}) for cell in notebook.cells}
    made = {
        name: (found["grade"], found["solution"], found["locked"], found.get("points"))
        for name, found in meta.items()
        if found
    }
    assert made == {
        "setup": (False, False, True, None),
        "total": (False, True, False, None),
        "total-check": (True, False, True, 6),
        "why": (True, True, False, 4),
    }
    assert notebook.metadata.kernelspec.name == "python3"


def test_ids_of_other_cells_do_not_depend_on_the_edition(lab):
    both, zh = (assemble(labs.load(lab()), lang=lang) for lang in ("both", "zh"))
    assert [cell.id for cell in both.cells][:3] == ["markdown-001", "markdown-002", "markdown-003"]
    assert {cell.id for cell in zh.cells} < {cell.id for cell in both.cells}


@pytest.mark.parametrize(
    ("lang", "chinese", "english"), [("zh", True, False), ("en", False, True), ("both", True, True)]
)
def test_an_edition_holds_its_language_only(lab, lang, chinese, english):
    text = "\n".join(cell.source for cell in assemble(labs.load(lab()), lang=lang).cells)
    assert ("# 加法" in text) is chinese
    assert ("Addition" in text) is english
    assert "a + b" in text


def test_with_both_languages_english_is_a_quotation_without_headings(lab):
    source = assemble(labs.load(lab())).cells[1].source
    assert source == "> **Addition**\n>\n> Add.\n\n| a | b |\n|:--|:--|\n| 1 | 2 |"


def test_the_english_edition_keeps_its_headings(lab):
    assert assemble(labs.load(lab()), lang="en").cells[0].source.startswith("# Addition\n")


WRONG = [
    ("points: 10", "points: 11", "points", "add up to 10"),
    ("points: 10", "points: ten", "points", "number"),
    ("title: {zh: 小实验, en: A small lab}", "title: {zh: 小实验}", "title.en", "required"),
    ("least: 10", "least: 30", "minutes", "above most"),
    ("minutes:", "minuten:", "minutes", "required"),
    ("objectives:", "hours: 3\nobjectives:", "hours", "not permitted"),
    ("title:", "folder: .\ntitle:", "folder", "by the program"),
    ("imports: [numpy", "imports: [numpy 2", "imports.0", "pattern"),
    ("imports: [numpy, ", "imports: [", "setup", "does not allow"),
    ("points: 10", "points: 10\nlimits: {cell_second: 3}", "limits", "unknown limits"),
    ("points: 10", "points: 10\nlimits: {cell_seconds: 0}", "limits", "positive"),
    ("generator: campus_store", "generator: campus_shop", "generator", "no campus_shop"),
    ("people.csv: customers", "people.csv: clients", "people.csv", "no clients"),
    ("people.csv: customers", "../people.csv: customers", "files", "pattern"),
    ("points: 10", "points: [", "lab.yaml", "YAML"),
    (":solves: total", ":solve: total", "cell 5", "unknown cell metadata 'solve'"),
    (":solves: total", ":solves: 加法", "cell 5", "letters"),
    (":solves: total", ":solves: total\n:readonly: x", "cell 5", "one role"),
    (":solves: total", ":solves: total\n:points: 3", "cell 5", "left out"),
    (":points: 6\n", "", "cell 6", "above zero"),
    (":points: 6", ":points: true", "cell 6", "above zero"),
    (":readonly: setup", ":points: 3", "cell 4", "neither"),
    (":checks: total", ":checks: sum", "sum-check", "comes before"),
    (":readonly: setup", ":readonly: total", "total", "occurs twice"),
    ("### BEGIN SOLUTION\ntotal = 7\n### END SOLUTION", "total = 7", "total", "no solution region"),
    ("### END HIDDEN TESTS", "", "total-check", "pair up"),
    ("total = 7", "total = = 7", "total", "syntax error"),
    ("import numpy as np", "from crm_models import rfm", "setup", "crm_models.rfm"),
    ('"lang": "en"', '"lang": "fr"', "cell 2", "cannot be 'fr'"),
    ('{"answers": "why", "points": 4}', '{"checks": "total", "points": 4}', "cell 7", "code cell"),
]


@pytest.mark.parametrize(("old", "new", "where", "what"), WRONG)
def test_what_is_wrong_is_one_line_with_file_and_field(lab, tmp_path, old, new, where, what):
    assert old in LAB + NOTEBOOK
    with pytest.raises(CrmlabError) as caught:
        labs.build(lab(old, new), tmp_path / "out")
    zh, en = caught.value.line("zh"), caught.value.line("en")
    assert what in en
    assert where in caught.value.where
    assert "mini" in caught.value.where
    assert "\n" not in zh + en
    assert any("一" <= letter <= "鿿" for letter in zh)
    assert not list(tmp_path.glob("out/*.ipynb"))


@pytest.mark.parametrize("gone", ["lab.yaml", "mini.md"])
def test_a_missing_file_is_named(lab, tmp_path, gone):
    folder = lab()
    (folder / gone).unlink()
    with pytest.raises(CrmlabError) as caught:
        labs.build(folder, tmp_path / "out")
    assert gone in caught.value.where


def test_what_lies_below_an_allowed_module_may_be_imported(lab):
    folder = lab(
        "import numpy as np", "import numpy.linalg\nfrom crm_models.plots import use_chinese"
    )
    assert assemble(labs.load(folder))


lines = st.lists(st.sampled_from(["x = 1", "", "# 注释", "    y", "### BEGIN", "END"]), max_size=8)


@given(before=lines, inside=lines, after=lines)
def test_a_region_goes_with_its_delimiters_and_nothing_else_does(before, inside, after):
    region = ["### BEGIN HIDDEN TESTS", *inside, "### END HIDDEN TESTS"]
    source = "\n".join([*before, *region, *after])
    assert regions.balanced(source)
    assert regions.without_hidden(source) == "\n".join([*before, *after])
    assert not regions.balanced(source.replace("### END HIDDEN TESTS", ""))


@given(before=lines, inside=lines)
def test_a_hand_in_has_the_answer_without_delimiters_and_mark_scheme(before, inside):
    scheme = ["=== BEGIN MARK SCHEME ===", "满分", "=== END MARK SCHEME ==="]
    source = [*before, "### BEGIN SOLUTION", *inside, *scheme, "### END SOLUTION"]
    assert regions.handed_in("\n".join(source)) == "\n".join([*before, *inside]).strip("\n")
