"""Is what a machine lacks named in one line with its remedy, and is nothing run without it?"""

import os
import subprocess
import sys

import pytest

from autograder.sandbox.expose import exposed_files
from autograder.sandbox.requirements import missing
from autograder.sandbox.zygote import Zygote

from .conftest import runner, text

REFUSED = """
from autograder.sandbox.requirements import IsolationError
from autograder.sandbox.zygote import Zygote
try:
    Zygote()
except IsolationError as error:
    print(error.zh)
    print(error.en)
"""


def test_a_machine_without_bubblewrap_is_told_the_command():
    env = {**os.environ, "PATH": "/nowhere", "PYTHONUTF8": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", REFUSED], env=env, capture_output=True, text=True, check=True
    )
    zh, en = ran.stdout.splitlines()
    for line in (zh, en):
        assert "apt-get install -y bubblewrap" in line
    assert "缺少" in zh


def test_a_machine_that_has_everything_lacks_nothing():
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    assert missing() == ()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A course's own package: a tool for students, and a reference solution."""
    files = {
        "__init__.py": "",
        "tools/__init__.py": "from coursepkg.tools.fonts import use\n",
        "tools/fonts.py": "from ..errors import CourseError\ndef use(): return 'used'\n",
        "errors.py": "class CourseError(Exception): pass\n",
        "reference.py": "answer = 42\n",
    }
    for name, code in files.items():
        path = tmp_path / "coursepkg" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    return "coursepkg"


def test_a_module_brings_what_it_imports_and_nothing_else(package):
    shown = set(exposed_files([f"{package}.tools", "numpy", "math", "autograder.check"]))
    assert shown == {
        "coursepkg/__init__.py",
        "coursepkg/tools/__init__.py",
        "coursepkg/tools/fonts.py",
        "coursepkg/errors.py",
    }
    with pytest.raises(ModuleNotFoundError, match="no_such"):
        exposed_files(["no_such_package.x"])


def test_students_import_what_is_exposed_and_not_the_reference(package):
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    with Zygote(expose=[f"{package}.tools"], preload=()) as zygote:
        run = runner(zygote)
        tool, reference = run(
            "from coursepkg import tools\ntools.use()", "from coursepkg import reference"
        )
    assert text(tool) == "'used'"
    assert (reference.status, reference.ename) == ("error", "ImportError")
