"""Build the pages on the models, both languages at once: ``python docs/models/build.py OUTDIR``.

A warning is an error. Nothing is fetched; the same sources give the same pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")
CHOICE = """<!DOCTYPE html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>客户关系管理：模型 · CRM: the models</title>
<style>body { font: 1.3rem sans-serif; margin: 20vh auto; text-align: center }</style>
<p><a href="zh/index.html">中文</a> · <a href="en/index.html" hreflang="en">English</a></p>
</html>
"""


def build(out: Path) -> int:
    """Build into a folder; return 0 if both languages came out without a warning."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "sphinx", "-q", "-E", "-W", "--keep-going", "-b", "html",
             "-c", str(HERE), "-t", lang, "-d", str(out / ".doctrees" / lang),
             str(HERE / lang), str(out / lang)],
            env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        )
        for lang in LANGUAGES
    ]  # fmt: skip
    worst = max(process.wait() for process in running)
    if not worst:
        (out / "index.html").write_text(CHOICE, encoding="utf-8")
    return worst


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("build.py OUTDIR")
    target = Path(sys.argv[1])
    code = build(target)
    if code:
        sys.exit(code)
    print(target / "index.html")
