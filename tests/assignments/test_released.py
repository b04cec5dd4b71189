"""What students are given: no solution, hidden test, key, mark scheme or misconception."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import nbformat
import pytest

from course import fixtures, labs
from course.labs import regions
from crm_models import misconceptions
from question_bank import loading, papers

from .conftest import EDITIONS, NAMES

TELLTALES = ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "hidden_tests", "misconception")
QUIZ_FILES = {"paper.json", "quiz_form.py", "quiz_store.py"}
LAB_FILES = {"variant.json"}  # each student's data are made from it
# Fields of an item that tell how it is marked; none may be in a student's file.
PRIVATE = {
    "accept", "corrects", "correct", "digest", "generator", "hints", "if_false", "if_true", "key",
    "mistake", "mistakes", "model", "near", "rubric", "seed", "tests", "tolerance", "value", "why",
}  # fmt: skip
EVERY = [(name, lang) for name in NAMES for lang in EDITIONS]


def lines(text: str) -> set[str]:
    """Return the lines that are long enough to give something away."""
    return {line.strip() for line in text.split("\n") if len(line.strip()) > 12}


def secrets(assignment) -> set[str]:
    """Return the lines of solutions, hidden tests and mark schemes that stand nowhere else."""
    hidden, shown = set(), set()
    for cell in nbformat.read(assignment.source, as_version=4).cells:
        visible = cell.source
        for begin, end in (
            (regions.BEGIN_SOLUTION, regions.END_SOLUTION),
            (regions.BEGIN_HIDDEN, regions.END_HIDDEN),
            (regions.BEGIN_SCHEME, regions.END_SCHEME),
        ):
            visible = regions.without(visible, begin, end)
        shown |= lines(visible)
        hidden |= lines(cell.source) - lines(visible)
    return hidden - shown


def walk(value, path=()):
    """Yield (path, text or number) for everything in JSON data."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from walk(below, (*path, key))
    elif isinstance(value, list):
        for below in value:
            yield from walk(below, path)
    else:
        yield path, value


def private_texts(folder) -> set[str]:
    """Return the explanations, model answers, rubrics, keys and mistakes of a quiz's items."""
    if not (folder / "paper.yaml").is_file():
        return set()
    found, shown = set(), set()
    for asked in papers.questions(papers.read(folder), loading.load()):
        for path, value in walk(asked.item.model_dump(mode="json")):
            private = PRIVATE & {*path} and not {"hints", "accept", "source"} & {*path}
            long = len(str(value)) > (6 if isinstance(value, float) else 3)
            (found if private and long else shown).add(str(value).strip())
    return {text for text in found if not any(text in other for other in shown)}


def leaks(work) -> list[str]:
    """Return what a released folder tells that it should not, file by file."""
    folder, found = work.release.parent, []
    told, private = secrets(work), private_texts(work.folder)
    allowed = {work.release.name, *(QUIZ_FILES if private else LAB_FILES)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in allowed:
            found.append(f"{name}: should not be here")
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix in (".ipynb", ".json"):
            data = json.loads(text)
            if name == "paper.json":
                keys = {key for where, _ in walk(data) for key in where}
                found += [f"{name}: field {key}" for key in sorted(keys & PRIVATE)]
            for cell in data.get("cells", ()):
                found += [f"{name}: output" for _ in cell.get("outputs", ())]
                cell["source"] = "".join(cell["source"])
            text = "\n".join([str(value) for _, value in walk(data)])
        found += [f"{name}: {line}" for line in sorted(lines(text) & told)]
        found += [f"{name}: {word}" for word in TELLTALES if word in text]
        found += [f"{name}: {secret}" for secret in sorted(private) if secret in text]
        for wrong in misconceptions.everything():
            names = (wrong.name, wrong.message.zh, wrong.message.en)
            found += [f"{name}: {each}" for each in names if each in text]
    return found


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_released_folder_keeps_its_secrets(assignment, name, lang):
    released = assignment(name, lang)
    assert len(secrets(released)) > 20
    assert leaks(released) == []


WRONG = misconceptions.of("rfm.compute")[0]


@pytest.mark.parametrize(
    ("name", "file", "planted"),
    [
        ("rfm", "rfm.ipynb", "a line of a solution"),
        ("rfm", "rfm.ipynb", WRONG.name),
        ("rfm", "rfm.ipynb", WRONG.message.zh),
        ("clv", "solution.py", "npv = 3"),
        ("clv", "clv.ipynb", "an output"),
        ("quiz-c4", "quiz-c4.ipynb", "an explanation"),
        ("quiz-c4", "paper.json", "a key"),
        ("quiz-c4", "quiz_form.py", WRONG.message.en),
        ("quiz-c4", "quiz_store.py", "# MARK SCHEME"),
    ],
)
def test_what_leaks_is_found(assignment, tmp_path, name, file, planted):
    work = assignment(name)
    shutil.copytree(work.release.parent, tmp_path, dirs_exist_ok=True)
    work = replace(work, release=tmp_path / work.release.name)
    assert leaks(work) == []
    path = tmp_path / file
    if path.suffix == ".ipynb":
        notebook = nbformat.read(path, as_version=4)
        code = next(cell for cell in notebook.cells if cell.cell_type == "code")
        if planted == "an output":
            code.outputs = [nbformat.v4.new_output("stream", text="42")]
        else:
            kinds = {"a line of a solution": secrets, "an explanation": private_texts}
            of = kinds.get(planted, lambda _: [planted])
            where = work.folder if planted == "an explanation" else work
            code.metadata["note"] = max(of(where), key=len)
        nbformat.write(notebook, path)
    elif path.suffix == ".json":
        paper = json.loads(path.read_text("utf-8"))
        paper["questions"][0]["correct"] = "A"
        path.write_text(json.dumps(paper), encoding="utf-8")
    else:
        before = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(f"{before}\n{planted}\n", encoding="utf-8")
    assert leaks(work)
    assert all(found.startswith(file) for found in leaks(work))


HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"\b[a-z]{2,}\b")


def foreign(work, lang) -> list[str]:
    """Return the lines of prose and comments of an edition that speak the other language."""
    found = []
    for cell in nbformat.read(work.release, as_version=4).cells:
        code = cell.cell_type == "code"
        for line in cell.source.split("\n"):
            # formulas carry their units; what is to be filled in is marked alike everywhere
            if "\\" in line or "YOUR ANSWER HERE" in line or "YOUR CODE HERE" in line:
                continue
            if code and not re.match(r'\s*(#|""")', line):
                continue
            han, words = len(HAN.findall(line)), len(WORD.findall(line))
            if (lang == "zh" and not han and words > 4) or (lang == "en" and han > max(3, words)):
                found.append(line)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_speaks_one_language(assignment, name):
    for lang, other in (("zh", "en"), ("en", "zh")):
        assert foreign(assignment(name, lang), lang) == []
        assert len(foreign(assignment(name, lang), other)) > 2


@pytest.mark.parametrize("name", NAMES)
def test_the_editions_have_the_same_tasks(assignment, name):
    def tasks(lang):
        cells = nbformat.read(assignment(name, lang).release, as_version=4).cells
        metas = [cell.metadata.get("nbgrader", {}) for cell in cells]
        return [(meta["grade_id"], meta.get("points")) for meta in metas if meta]

    assert tasks("both") == tasks("zh") == tasks("en")


@pytest.mark.parametrize("name", NAMES)
def test_the_release_is_locked_where_the_text_is_the_instructors(assignment, name):
    cells = nbformat.read(assignment(name).release, as_version=4).cells
    tests = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert tests
    for cell in tests:
        assert cell.metadata["deletable"] is False
        assert cell.metadata.get("editable", True) is cell.metadata["nbgrader"]["solution"]


@pytest.mark.slow
def test_visible_tests_pass_the_reference_and_nothing_passes_the_stub(assignment, tmp_path):
    """What ``Validate`` says in JupyterLab, where there are no hidden tests."""
    import autograder
    from autograder.kernel_runner import KernelRunner

    lab = assignment("rfm")
    student = fixtures.load(lab.folder / "fixtures" / "full.yaml")
    reference = fixtures.hand_in(student, lab.release.parent, lab.source.parent, tmp_path)
    limits = labs.load(lab.folder).limits
    for submission, share in ((reference, 1), (lab.release, 0)):
        report = autograder.grade(lab.release, submission, limits=limits, runner=KernelRunner())
        checks = [cell for cell in report.cells if cell.grade_id.endswith("-check")]
        assert len(checks) == 21
        assert [(c.grade_id, c.points) for c in checks] == [
            (c.grade_id, share * c.max_points) for c in checks
        ]
