"""Runs nbgrader's own tests of autograding with the engine switched on by configuration alone.

``make nbgrader-suite``, or this file with the names of cases; the exit code is 0 if just those
cases fail that `not_applicable.yaml` lists.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

SUITE = "nbgrader.tests.apps.test_nbgrader_autograde"
CLASS = "TestNbGraderAutograde"
CONFIG = "c = get_config()\nfrom autograder.nbgrader_plugin import configure\n\nconfigure(c)\n"
SKIPPED = re.compile(r"^SKIPPED \[(\d+)\]", re.MULTILINE)
RESULT = re.compile(rf"^(\w+) \S*{CLASS}::(\w+)", re.MULTILINE)


def listed() -> set[str]:
    """Return the cases that cannot apply."""
    text = Path(__file__).with_name("not_applicable.yaml").read_text(encoding="utf-8")
    return {case for entry in yaml.safe_load(text) for case in entry["cases"]}


def run_cases(cases: list[str]) -> dict[str, str]:
    """Run nbgrader's tests, all or some; return ``{case: "PASSED" | "FAILED" | "ERROR"}``.

    What nbgrader always skips itself, as taking too long, is only counted.
    """
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider"]
        command += ["--pyargs", SUITE]
        if cases:
            command += ["-k", " or ".join(f"({case} and not {case}_)" for case in cases)]
        scripts = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        env = {**os.environ, "JUPYTER_CONFIG_PATH": scratch, "PATH": scripts}
        env.pop("PYTEST_ADDOPTS", None)
        done = subprocess.run(
            command, cwd=scratch, env=env, capture_output=True, text=True, check=False
        )
    found = {case: result for result, case in RESULT.findall(done.stdout)}
    skipped = sum(map(int, SKIPPED.findall(done.stdout)))
    print(f"nbgrader 自己跳过 {skipped} 例 / {skipped} skipped by nbgrader itself")
    if not found:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return found


def main(cases: list[str]) -> int:
    """Run, tell what is not as it should be."""
    found = run_cases(cases)
    failed = {case for case, result in found.items() if result in ("FAILED", "ERROR")}
    expected = listed() & set(found)
    for case in sorted(failed - expected):
        print(f"{case}: 失败，却不在名单上 / failed, and is not listed")
    for case in sorted(expected - failed):
        print(f"{case}: 通过了，请从名单上划去 / passed; take it off the list")
    passed = sum(result == "PASSED" for result in found.values())
    print(f"{passed} passed, {len(failed)} failed ({len(expected)} listed)")
    return int(failed != expected)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
