"""A student's round in a real browser: fetch, open, answer, validate, submit.

`CRMLAB_SCREENSHOTS=docs/images` also keeps the pictures of the READMEs (`make screenshots`).
"""

from __future__ import annotations

import os
import re
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

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TOKEN = "round"  # noqa: S105  # a server on the loopback address that lives for one test
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# the refund of 10 May is taken for a purchase: customer A then has bought five days ago, not seven
ANSWER = '''def recency(tx, as_of):
    """每位顾客最近一次购买距 as_of 的天数。"""
    as_of = pd.Timestamp(as_of)
    seen = tx[tx["date"] <= as_of]
    return (as_of - seen.groupby("customer_id")["date"].max()).dt.days'''

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="no Chromium here: the student's round was not tried in a browser"
        " (on Debian: apt-get install chromium fonts-noto-cjk)",
    ),
]


def crmlab(*words: str | Path, cwd: Path) -> None:
    """Run the command as a user does; its own message is shown when it fails."""
    command = [sys.executable, "-m", "course.cli", *map(str, words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.fixture(scope="module")
def course_dir(tmp_path_factory):
    """A new course folder with the lab released into its own exchange."""
    base = tmp_path_factory.mktemp("round")
    crmlab("init", base / "course", cwd=base)
    crmlab("release", "rfm", "--course", base / "course", cwd=base)
    return base / "course"


@pytest.fixture(scope="module")
def server(course_dir):
    """`crmlab lab` on a free port; the address of JupyterLab with its token."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (course_dir / "lab.log").open("wb")
    command = [sys.executable, "-m", "course.cli", "lab", "--course", str(course_dir)]
    command += ["--no-browser", "--port", str(port), "--token", TOKEN]
    # the student is whoever runs the server: a name of our own keeps the test the same everywhere
    process = subprocess.Popen(
        command, stdout=log, stderr=log, env=os.environ | {"JUPYTERHUB_USER": "s2026001"}
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{base}/api?token={TOKEN}", timeout=5).close()  # noqa: S310
            break
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, (course_dir / "lab.log").read_text("utf-8")
            time.sleep(0.25)
    yield f"{base}/lab?token={TOKEN}&reset"
    process.terminate()
    process.wait(20)
    log.close()


@pytest.fixture
def page(server):
    """A page that shows JupyterLab, ready."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
        page.set_default_timeout(60_000)
        news = page.get_by_role("button", name="No", exact=True)
        page.add_locator_handler(news, lambda: news.click())  # asked once per server, at any time
        page.goto(server)
        page.wait_for_selector(".jp-Launcher")
        yield page
        browser.close()


def code_cell(page, text: str):
    cell = page.locator(".jp-NotebookPanel .jp-CodeCell", has_text=text).first
    cell.scroll_into_view_if_needed()
    return cell


def run(page, cell) -> None:
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    number = cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]"))
    number.wait_for(timeout=120_000)


def nbgrader_menu(page, entry: str) -> None:
    page.get_by_text("Nbgrader", exact=True).first.click()
    page.locator(".lm-Menu-itemLabel", has_text=entry).first.click()


def shoot(page, name: str) -> None:
    if folder := os.environ.get("CRMLAB_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_round(page, course_dir):
    nbgrader_menu(page, "Assignment List")
    page.locator("#released_assignments_list .list_item", has_text="rfm").get_by_role(
        "button", name="Fetch"
    ).click()
    fetched = page.locator("#fetched_assignments_list .list_item", has_text="rfm").first
    fetched.wait_for()
    student_copy = course_dir / "student" / "rfm" / "rfm.ipynb"
    assert student_copy.exists()

    fetched.locator("a.assignment-notebooks-link").click()
    page.locator("#fetched_assignments_list .nested_list_item a", has_text="rfm").click()
    page.locator(".jp-NotebookPanel .jp-MarkdownOutput h1").first.wait_for()
    page.locator("[data-status=idle]").first.wait_for()
    run(page, code_cell(page, "from autograder.check import Check"))
    run(page, code_cell(page, "sample = pd.DataFrame"))
    task = code_cell(page, "def recency(tx, as_of)")
    task.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(ANSWER)
    run(page, task)
    check = code_cell(page, 'Check("任务 3 recency"')
    run(page, check)
    check.locator(".jp-OutputArea-output").first.wait_for()
    task.evaluate("cell => cell.scrollIntoView()")
    shoot(page, "lab")
    assert "customer_id = 'A'：数值不对，得到的是 5" in check.locator(".jp-OutputArea").inner_text()

    page.keyboard.press("Control+S")
    for _ in range(100):
        if "seen.groupby" in student_copy.read_text("utf-8"):
            break
        time.sleep(0.1)
    assert ANSWER in [cell.source for cell in nbformat.read(student_copy, as_version=4).cells]

    page.locator(".lm-TabBar-tabLabel", has_text="Assignments").click()
    nested = page.locator("#fetched_assignments_list .nested_list_item", has_text="rfm")
    nested.get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog")
    dialog.wait_for(timeout=120_000)
    assert "failed" in dialog.inner_text()
    dialog.get_by_role("button").last.click()

    page.locator("#fetched_assignments_list").get_by_role("button", name="Submit").click()
    page.locator("#submitted_assignments_list .list_item", has_text="rfm").first.wait_for()
    [handed_in] = (course_dir / "exchange").glob("*/inbound/*/rfm.ipynb")
    assert ANSWER in [cell.source for cell in nbformat.read(handed_in, as_version=4).cells]


def test_the_formgrader_lists_the_lab(page):
    nbgrader_menu(page, "Formgrader")
    row = page.frame_locator("iframe").locator("tr", has_text="rfm").first
    row.wait_for()
    assert "released" in row.inner_text()
    shoot(page, "formgrader")
