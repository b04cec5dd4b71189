"""``crmlab bank pdf``: the pages of a printed examination as PDF files."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from crm_models.text import Text

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_SECONDS = 120


@bilingual.command(
    "pdf",
    Text(
        """用本机的 Chromium 把 FOLDER 里的网页印成 PDF，放在网页旁边。

        例：crmlab bank export exam -o exam --paper assignments/quiz-c3，再 crmlab bank pdf exam""",
        """Print the pages in FOLDER as PDF files beside them, with this machine's Chromium.

        Example: crmlab bank export exam -o exam --paper assignments/quiz-c3, then
        crmlab bank pdf exam""",
    ),
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@bilingual.json_option()
def command(folder: Path, as_json: bool) -> None:
    """Print pages."""
    import shutil

    from course.errors import CrmlabError
    from course.output import emit

    # Many containers lack what Chromium's sandbox needs, so it is off: pages that could run
    # anything are left alone. Those of the examination hold no script.
    pages = [page for page in sorted(folder.glob("*.html")) if not _runs(page)]
    if not pages:
        raise CrmlabError(
            Text("这里没有可以打印的网页", "there are no pages to print here"),
            folder,
            Text(
                "请先运行 crmlab bank export exam -o 文件夹",
                "run crmlab bank export exam -o FOLDER first",
            ),
        )
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise CrmlabError(
            Text("这台机器上没有 Chromium 或 Chrome", "there is no Chromium or Chrome here"),
            folder,
            Text(
                "请在浏览器里打开这些网页，打印为 PDF",
                "open the pages in a browser and print them to PDF",
            ),
        )
    made = [str(_print(browser, page)) for page in pages]
    emit({"files": made}, as_json, Text("\n".join(made), "\n".join(made)))


def _runs(page: Path) -> bool:
    """Whether a page has more than text and style in it."""
    import re

    text = page.read_text(encoding="utf-8", errors="replace")
    return bool(
        re.search(r"(?i)<(script|iframe|object|embed|link|img|svg|[^<>]*\son\w+\s*=)", text)
    )


def _print(browser: str, page: Path) -> Path:
    import subprocess
    import tempfile

    from course.errors import CrmlabError

    target = page.with_suffix(".pdf")
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        words = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target.resolve()}",
            page.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(words, capture_output=True, timeout=_SECONDS, check=False)
            said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        except subprocess.TimeoutExpired:
            said = [f"> {_SECONDS} s"]
    if not target.is_file():
        raise CrmlabError(
            Text("Chromium 没有写出 PDF", "Chromium wrote no PDF"),
            f"{page}: {' '.join(said)}",
            Text(
                "请在浏览器里打开这个网页，打印为 PDF",
                "open the page in a browser and print it to PDF",
            ),
        )
    return target
