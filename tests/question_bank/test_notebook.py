"""A quiz as a notebook: valid for nbgrader, silent about keys, marked cell by cell."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from question_bank import notebook, papers
from question_bank.grading import MIME, bundle, mark
from question_bank.loading import load
from question_bank.problems import BankError

ROOT = Path(__file__).parents[2]
QUIZ = ROOT / "assignments" / "quiz-c3"
BANK = load()
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS\n?", re.DOTALL)
SOLUTION = re.compile(r"### BEGIN SOLUTION.*?### END SOLUTION\n?", re.DOTALL)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quiz")
    return notebook.build(QUIZ, folder)


def asked():
    return papers.questions(papers.read(QUIZ), BANK)


def cells(path):
    return nbformat.read(path, as_version=4).cells


def test_the_files_of_a_quiz(built):
    assert built.name == "quiz-c3.ipynb"
    assert {file.name for file in built.parent.iterdir()} == {
        "quiz-c3.ipynb",
        "quiz_form.py",
        "quiz_store.py",
        "paper.json",
    }
    nbformat.validate(nbformat.read(built, as_version=4))


def test_building_twice_gives_the_same_bytes(built, tmp_path):
    again = notebook.build(QUIZ, tmp_path)
    for file in built.parent.iterdir():
        assert (again.parent / file.name).read_bytes() == file.read_bytes()


def test_every_question_has_its_grade_cell_with_its_points(built):
    graded = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in cells(built)
        if cell.metadata.nbgrader.grade
    }
    assert graded == {each.item.id: float(each.points) for each in asked()}
    assert sum(graded.values()) == 100


def test_nbgrader_accepts_the_metadata(built):
    from nbgrader.nbgraderformat import MetadataValidator

    MetadataValidator().validate_nb(nbformat.read(built, as_version=4))


def test_the_quiz_cell_says_what_it_binds(built):
    (cell,) = [cell for cell in cells(built) if "autograder" in cell.metadata]
    assert cell.metadata.autograder == {"binds": ["answers"]}
    assert cell.metadata.nbgrader.locked
    assert not cell.metadata.nbgrader.grade
    names = {node.id for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)}
    assert "answers" in names


def released(built):
    text = built.read_text(encoding="utf-8")
    node = nbformat.reads(text, as_version=4)
    for cell in node.cells:
        cell.source = SOLUTION.sub("", HIDDEN.sub("", cell.source))
    return nbformat.writes(node)


def test_no_key_explanation_generator_or_seed_in_a_students_file(built):
    notebook_text = released(built)
    files = [notebook_text] + [
        (built.parent / name).read_text(encoding="utf-8")
        for name in ("quiz_form.py", "paper.json", "quiz_store.py")
    ]
    secrets, accepted = set(), set()
    for each in asked():
        item = each.item
        secrets |= {part.why.zh for part in getattr(item, "options", ()) if part.why}
        secrets |= {part.why.en for part in getattr(item, "options", ()) if part.why}
        for field in ("why", "if_true", "if_false", "model"):
            if text := getattr(item, field, None):
                secrets |= set(text)
        for blank in getattr(item, "blanks", ()):
            accepted |= {answer for answer in blank.accept if len(answer) > 3}
        for part in getattr(item, "mistakes", ()):
            secrets |= {part.why.zh, part.name or part.why.en}
        if item.type == "numeric":
            secrets.add(item.key_response()[:6] if "." in item.key_response() else "Key:")
        generator = BANK[item.id].generator
        secrets |= {generator} if generator else set()
        secrets.add(each.digest)
    assert len(secrets) > 80
    assert not [answer for answer in accepted if answer in files[2]]
    for text in files:
        assert not [secret for secret in secrets if secret in text]
        for word in ("correct", "seed", "generator", "rubric", "MARK SCHEME", "version"):
            assert f'"{word}"' not in text
        assert "question_bank" not in text


def test_the_public_paper_has_what_a_student_needs(built):
    data = json.loads((built.parent / "paper.json").read_text(encoding="utf-8"))
    assert [question["id"] for question in data["questions"]] == [each.item.id for each in asked()]
    for question in data["questions"]:
        assert set(question["stem"]) == {"zh", "en"}
        assert "{" not in question["stem"]["zh"]
    table = next(q for q in data["questions"] if q["id"] == "C3-035")["stem"]["zh"]
    assert "<table>" in table


def test_blanks_stay_blanks(built):
    data = json.loads((built.parent / "paper.json").read_text(encoding="utf-8"))
    for question in data["questions"]:
        for stem in question["stem"].values():
            assert len(re.findall("____+", stem)) == question.get("blanks", 0)


def test_markup_in_a_stem_cannot_become_html():
    from crm_models.text import Text
    from question_bank.notebook import public

    made = public._html(Text("<script>alert(1)</script> **粗**", "a"))
    assert "<script>" not in made["zh"]
    assert "<strong>粗</strong>" in made["zh"]


@pytest.mark.parametrize(
    ("lang", "has", "lacks"),
    [("zh", "评分单元格", "Grade cells"), ("en", "Grade cells", "评分单元格")],
)
def test_one_language(tmp_path, lang, has, lacks):
    text = notebook.build(QUIZ, tmp_path, lang=lang).read_text(encoding="utf-8")
    assert has in text
    assert lacks not in text


def test_a_paper_that_is_not_frozen_is_refused(tmp_path):
    (tmp_path / papers.FILE).write_text("title: {zh: 卷, en: p}\nitems:\n  - {item: C3-001}\n")
    with pytest.raises(BankError, match="freeze"):
        notebook.build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def calls(built):
    """Return each grade cell's hidden call as a function of the answers."""
    found = {}
    for cell in cells(built):
        if cell.cell_type == "code" and cell.metadata.nbgrader.grade:
            tree = ast.parse(cell.source)
            last = tree.body[-1].value
            options = {word.arg: ast.literal_eval(word.value) for word in last.keywords}
            found[cell.metadata.nbgrader.grade_id] = (ast.literal_eval(last.args[1]), options)
    return found


@pytest.mark.parametrize("answers", [None, [], "text", 3, {}, {"C3-006": object()}, {1: 2}])
def test_whatever_the_answers_are_a_grade_cell_gives_nothing_and_no_error(built, answers, capsys):
    for item, options in calls(built).values():
        earned = mark(answers, item, **options)
        assert type(earned) is float
        assert earned == 0.0
    out, err = capsys.readouterr()
    assert "Not answered" in out or "cannot be read" in out
    assert err == ""


def test_the_feedback_speaks_of_the_answer_only():
    item = BANK["C3-006"]
    from fractions import Fraction

    result = item.mark("A", out_of=Fraction(5))
    data = bundle(item.id, "A", result, "both")
    text = data["text/html"] + data["text/plain"] + json.dumps(data[MIME], ensure_ascii=False)
    assert item.options[0].why.zh in text
    assert item.options[1].text.zh not in text
    assert item.options[1].why.zh not in text
    assert data[MIME]["points"] == 0


def test_an_answer_cannot_put_markup_into_the_feedback():
    from fractions import Fraction

    item = BANK["C3-006"]
    evil = "<img src=x onerror=alert(1)>" * 3
    data = bundle(item.id, evil, item.mark(evil, out_of=Fraction(5)), "en")
    assert "<img" not in data["text/html"]


RUN = """
import json, sys, warnings
warnings.simplefilter("ignore")
from nbclient import NotebookClient
import nbformat
node = nbformat.read("quiz-c3.ipynb", as_version=4)
NotebookClient(node, timeout=120, kernel_name="python3").execute()
from nbgrader.utils import determine_grade, is_grade
marks = {c.metadata.nbgrader.grade_id: determine_grade(c)[0] for c in node.cells if is_grade(c)}
print("MARKS", json.dumps(marks))
"""


@pytest.mark.slow
@pytest.mark.parametrize("student", ["chinese-typing", "hostile"])
def test_nbgrader_reads_the_marks_of_scripted_students_in_a_real_kernel(built, tmp_path, student):
    for file in built.parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    script = yaml.safe_load((QUIZ / "fixtures" / f"{student}.yaml").read_text(encoding="utf-8"))
    (tmp_path / "answers.json").write_text(json.dumps(script["answers"]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    marks = json.loads(done.stdout.partition("MARKS")[2])
    manual = {each.item.id for each in asked() if each.item.by_hand}
    assert {k: v for k, v in marks.items() if k not in manual} == {
        k: v for k, v in script["expect"].items() if k not in manual
    }
