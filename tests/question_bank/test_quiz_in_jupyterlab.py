"""The quiz in a real JupyterLab: answered by keyboard, on disk at once, there after a restart."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import pytest

from question_bank import notebook, papers
from question_bank.loading import load
from question_bank.notebook import phrases

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIZ = Path(__file__).parents[2] / "assignments" / "quiz-c3"
TOKEN = "quiz"  # noqa: S105  # a server on the loopback address that lives for one test
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WAIT = 120_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the form was not tried in one"),
]


@pytest.fixture
def folder(tmp_path):
    """What a student gets: the form's cell and the files beside it, without grade cells."""
    home = tmp_path / "quiz"
    notebook.build(QUIZ, home)
    file = home / "quiz-c3.ipynb"
    book = nbformat.read(file, as_version=4)
    book.cells = [c for c in book.cells if "quiz_form" in c.source]
    assert len(book.cells) == 1
    nbformat.write(book, file)
    return home


@pytest.fixture
def lab(folder):
    """The address of the notebook in a JupyterLab of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: str(folder.parent / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", f"--IdentityProvider.token={TOKEN}", f"--notebook-dir={folder}"]
    with (folder.parent / "lab.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | own)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(400):
            try:
                urllib.request.urlopen(f"{base}/api?token={TOKEN}", timeout=5).close()  # noqa: S310
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, (folder.parent / "lab.log").read_text("utf-8")
                time.sleep(0.25)
        yield f"{base}/lab/tree/quiz-c3.ipynb?token={TOKEN}&reset"
    finally:
        process.terminate()
        process.wait(20)


def saved(folder, item, answer, within=1.0):
    """Wait until an answer is on disk, no longer than that; say what is there."""
    file, found = folder / "answers.json", None
    end = time.monotonic() + within
    while time.monotonic() < end:
        found = json.loads(file.read_text("utf-8")).get(item) if file.exists() else None
        if found == answer:
            return True
        time.sleep(0.02)
    raise AssertionError(f"{item}: {found!r} on disk after {within} s, not {answer!r}")


def show_form(page, says):
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Enter")
    page.locator(".quiz-form", has_text=phrases.WORDS["zh"][says][:6]).wait_for(timeout=WAIT)


def test_answers_by_keyboard_survive_restart_and_reload(lab, folder):
    from playwright.sync_api import expect, sync_playwright

    asked = papers.questions(papers.read(QUIZ), load())
    single = next(q for q in asked if q.item.type == "single")
    several = next(q for q in asked if q.item.type == "multiple")
    number = next(q for q in asked if q.item.type == "numeric")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1300, "height": 1000}, locale="zh-CN")
        page.set_default_timeout(60_000)
        news = page.get_by_role("button", name="No", exact=True)
        page.add_locator_handler(news, lambda: news.click())
        page.goto(lab)
        page.locator("[data-status=idle]").first.wait_for(timeout=WAIT)
        show_form(page, "fresh")

        # From here on, keys only: Tab goes to a field, Space chooses, words are typed.
        page.locator(".quiz-form input[type=radio]").first.focus()
        page.keyboard.press("Space")
        assert saved(folder, single.item.id, "A")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert saved(folder, single.item.id, "B")
        first = page.locator(".quiz-form input[type=radio]").first
        expect(first).not_to_be_checked()
        tab_to(page, "checkbox")
        page.keyboard.press("Space")
        assert saved(folder, several.item.id, ["A"])
        page.locator(".quiz-card").nth(number.number - 1).locator("input").first.focus()
        page.keyboard.insert_text("１２.５")
        page.keyboard.press("Tab")
        assert saved(folder, number.item.id, "１２.５")

        for again in (restart, reload):
            again(page)
            show_form(page, "restored")
            assert page.locator(".quiz-form input[type=radio]").nth(1).is_checked()
            assert page.locator(".quiz-form input[type=checkbox]").first.is_checked()
            before = json.loads((folder / "answers.json").read_text("utf-8"))
            assert before == {
                single.item.id: "B",
                several.item.id: ["A"],
                number.item.id: "１２.５",
            }
        seen = page.locator(".quiz-form").inner_text()
        assert single.item.stem.zh[:12] in seen
        for question in asked:
            for option in getattr(question.item, "options", ()):
                assert option.why.zh not in page.content()
        browser.close()


def tab_to(page, kind):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == kind:
            return
    raise AssertionError(f"60 times Tab lead to no {kind}")


def restart(page):
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    page.keyboard.press("0")
    page.locator(".jp-Dialog").wait_for()
    page.keyboard.press("Enter")
    page.locator(".jp-Dialog").wait_for(state="detached")
    time.sleep(2)  # the status shows the old kernel for a moment
    page.locator("[data-status=idle]").first.wait_for(timeout=WAIT)


def reload(page):
    page.reload()
    page.locator(".jp-CodeCell .cm-content").first.wait_for(timeout=WAIT)
    page.locator("[data-status=idle]").first.wait_for(timeout=WAIT)
