"""Feedback pages: what students may read, and only where something changed."""

import json
import shutil

import nbformat
import pytest
from nbformat import v4

# nbgrader's ReleaseFeedback leaves timestamp.txt open.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture
def graded(folder, enter):
    """One graded submission as it lies in ``autograded``: the source's hidden tests are in it."""

    def make(student="s2026001", check=1.5, why=2):
        enter(student, check, why)
        notebook = nbformat.read(folder / "source" / "tiny" / "tiny.ipynb", as_version=4)
        notebook.cells[0].source = "total = 8"
        notebook.cells[1].outputs = [v4.new_output("display_data", {"text/plain": "差一点 close"})]
        notebook.cells[2].source = "因为 $x < y$"
        place = folder / "autograded" / student / "tiny"
        place.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, place / "tiny.ipynb")
        (place / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC", encoding="utf-8")
        (place / "submission_secret.txt").write_text(student, encoding="utf-8")
        return folder / "feedback" / student / "tiny" / "tiny.html"

    return make


def feedback(crmlab, folder, *more):
    code, out, err = crmlab("feedback", "tiny", "--course", folder, "--json", *more)
    assert code == 0, err
    return json.loads(out)


def test_the_page_shows_marks_and_findings_but_no_hidden_test(folder, graded, crmlab):
    page = graded()
    assert feedback(crmlab, folder)["written"] == ["s2026001"]
    text = page.read_text("utf-8")
    assert "1.5 / 3" in text
    assert "差一点 close" in text
    assert "HIDDEN" not in text
    assert "total == 7" not in text.replace('<span class="o">', "").replace("</span>", "")
    assert list((folder / "exchange" / "crm" / "feedback").glob("*.html"))


def test_only_what_changed_is_written_again(folder, graded, crmlab, enter):
    first, second = graded("s2026001"), graded("s2026002")
    assert len(feedback(crmlab, folder)["written"]) == 2
    times = first.stat().st_mtime_ns, second.stat().st_mtime_ns
    assert feedback(crmlab, folder)["unchanged"] == ["s2026001", "s2026002"]
    enter("s2026002", 1.5, 1)
    assert feedback(crmlab, folder)["written"] == ["s2026002"]
    assert first.stat().st_mtime_ns == times[0]
    assert "1 / 2" in second.read_text("utf-8")
    assert len(feedback(crmlab, folder, "--force")["written"]) == 2


def test_open_marks_are_named(folder, graded, crmlab):
    graded(why=None)
    assert feedback(crmlab, folder)["open"] == ["s2026001"]


def test_a_comment_reaches_the_student(folder, graded, crmlab, nbgrader):
    page = graded()
    with nbgrader.gradebook() as gradebook:
        comment = gradebook.find_comment("why", "tiny", "tiny", "s2026001")
        comment.manual_comment = "写得好，再举一例。"
        gradebook.db.commit()
    feedback(crmlab, folder)
    assert "写得好，再举一例。" in page.read_text("utf-8")


def test_nothing_graded_is_said(folder, crmlab):
    shutil.rmtree(folder / "autograded", ignore_errors=True)
    code, out, err = crmlab("feedback", "tiny", "--course", folder, "--lang", "en")
    assert (code, out) == (1, "")
    assert "nobody has handed in: tiny" in err
