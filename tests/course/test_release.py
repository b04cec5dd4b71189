"""Releasing and collecting: idempotent, careful with what is handed in, clear when refusing."""

import json
import shutil

import nbformat
import pytest


def text_of(path):
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def test_a_release_hides_the_solution_and_reaches_the_exchange(folder, crmlab):
    shutil.rmtree(folder / "exchange")
    code, out, _ = crmlab("release", "tiny", "--course", folder, "--json")
    assert code == 0
    done = json.loads(out)
    assert (done["tasks"], done["points"], done["changed"]) == (2, 5.0, True)
    released = folder / "exchange" / "crm" / "outbound" / "tiny" / "tiny.ipynb"
    assert "YOUR CODE HERE" in text_of(released)
    assert "total = 3 + 4" not in text_of(released)
    assert "total == 7" not in text_of(released)


def test_releasing_again_changes_nothing(folder, nbgrader, crmlab):
    before = {p: p.stat().st_mtime_ns for p in (folder / "release").rglob("*")}
    code, out, _ = crmlab("release", "tiny", "--course", folder, "--lang", "en")
    assert code == 0
    assert "nothing changed" in out
    assert before == {p: p.stat().st_mtime_ns for p in (folder / "release").rglob("*")}


def test_changed_tasks_are_refused_once_work_is_in(folder, nbgrader, submit, crmlab, tiny):
    submit("s2026001")
    old = text_of(folder / "release" / "tiny" / "tiny.ipynb")
    nbformat.write(tiny(points=4), folder / "source" / "tiny" / "tiny.ipynb")
    code, out, err = crmlab("release", "tiny", "--course", folder, "--lang", "en")
    assert (code, out) == (1, "")
    assert "~total-check" in err
    assert "1 submissions are in" in err
    assert err.count("\n") == 1
    assert text_of(folder / "release" / "tiny" / "tiny.ipynb") == old


def test_changed_tasks_are_released_while_nothing_is_in(folder, nbgrader, crmlab, tiny):
    nbformat.write(tiny(points=4), folder / "source" / "tiny" / "tiny.ipynb")
    code, out, _ = crmlab("release", "tiny", "--course", folder, "--json")
    assert code == 0
    assert json.loads(out)["points"] == 6.0


def test_the_next_release_is_in_the_same_language(folder, crmlab):
    code, _, err = crmlab("lab", "new", "tea", "--course", folder)
    assert code == 0, err
    first = json.loads(crmlab("release", "tea", "--course", folder, "--edition", "zh", "--json")[1])
    assert (first["edition"], first["changed"]) == ("zh", True)
    text = text_of(folder / "release" / "tea" / "tea.ipynb")
    again = json.loads(crmlab("release", "tea", "--course", folder, "--json")[1])
    assert (again["edition"], again["changed"]) == ("zh", False)
    other = json.loads(crmlab("release", "tea", "--course", folder, "--edition", "en", "--json")[1])
    assert (other["edition"], other["changed"]) == ("en", True)
    assert text != text_of(folder / "release" / "tea" / "tea.ipynb")


def test_the_roster_and_the_deadline_reach_the_gradebook(folder, nbgrader):
    calendar = folder / "calendar.yaml"
    entry = "\n  tiny: {title: {zh: 小, en: t}, release: 2026-03-01 08:00, due: 2026-03-22 23:59}\n"
    calendar.write_text(calendar.read_text("utf-8") + entry, encoding="utf-8")
    from course import config, release
    from course.nbgrader_steps import Nbgrader

    again = Nbgrader(config.find(str(folder)))
    assert not release.release(again, "tiny").changed
    with again.gradebook() as gradebook:
        assert str(gradebook.find_assignment("tiny").duedate) == "2026-03-22 15:59:00"
        assert gradebook.find_student("s2026001").last_name == "陈"
        assert len(gradebook.students) == 16


def test_an_unknown_assignment_lists_what_there_is(folder, crmlab):
    for words in (["release", "nope"], ["collect", "nope"], ["feedback", "nope"]):
        code, out, err = crmlab(*words, "--course", folder, "--lang", "en")
        assert (code, out) == (2, "")
        assert "no such assignment: nope" in err
        assert err.count("\n") == 1


def test_nobody_handed_in_is_said(folder, nbgrader, crmlab):
    code, out, err = crmlab("collect", "tiny", "--course", folder, "--lang", "en")
    assert (code, out) == (1, "")
    assert "nobody has handed in: tiny" in err


def test_collecting_takes_the_newest_and_names_who_is_missing(folder, nbgrader, submit, crmlab):
    submit("s2026001")
    submit("s2026002")
    done = json.loads(crmlab("collect", "tiny", "--course", folder, "--json")[1])
    assert done["new"] == ["s2026001", "s2026002"]
    assert "s2026003" in done["missing"]
    submit("s2026001", "2026-03-02 10:00:00.000000 UTC")
    again = json.loads(crmlab("collect", "tiny", "--course", folder, "--json")[1])
    assert (again["new"], again["updated"], again["unchanged"]) == ([], ["s2026001"], ["s2026002"])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("s2026001,陈,思远,x", "occurs twice"),
        ("s 1,陈,思远,x", "bad id"),
    ],
)
def test_a_bad_roster_names_file_and_line(folder, crmlab, line, words):
    roster = folder / "roster.csv"
    roster.write_text(roster.read_text("utf-8") + line + "\n", encoding="utf-8")
    code, _, err = crmlab("release", "tiny", "--course", folder, "--lang", "en")
    assert code == 2
    assert words in err
    assert "roster.csv:18" in err


def test_init_keeps_what_is_there(tmp_path, crmlab):
    root = tmp_path / "new"
    assert crmlab("init", root)[0] == 0
    (root / "roster.csv").write_text("id,last_name,first_name,email\n", encoding="utf-8")
    written = json.loads(crmlab("init", root, "--json")[1])["written"]
    assert written == []
    assert (root / "roster.csv").read_text("utf-8") == "id,last_name,first_name,email\n"
