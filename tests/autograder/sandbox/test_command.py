"""What covers what: an environment below /tmp, or in the student's home, must stay visible."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox.command import bubblewrap
from autograder.sandbox.requirements import missing

ROOT = Path(__file__).parents[3]
LATE_IMPORT = """
from pathlib import Path
from autograder.limits import Limits
from autograder.sandbox.zygote import Zygote

with Zygote() as zygote:
    session = zygote.spawn(Limits())
    run = session.run("import pandas as pd; pd.DataFrame({'a': [1]}).to_dict('records')")
    print([node.data["text/plain"] for node in run.outputs])
    run = session.run("import colorsys, sys; open(sys.prefix + '/planted', 'w')")
    print([node.ename for node in run.outputs])
"""


def test_an_environment_below_tmp_stays_visible_to_the_zygote():
    command = bubblewrap(["3", "{}"])
    scratch = command.index("--tmpfs")
    assert command[scratch + 1] == "/tmp"  # noqa: S108
    assert scratch < command.index("--ro-bind")


@pytest.mark.skipif(bool(missing()), reason="; ".join(item.en for item in missing()))
def test_an_environment_below_tmp_stays_visible_to_students_and_read_only(tmp_path):
    assert tmp_path.is_relative_to("/tmp")  # noqa: S108
    environment = tmp_path / "venv"
    shutil.copytree(sys.prefix, environment, symlinks=True, copy_function=_link)
    program = [environment / "bin" / "python", "-c", LATE_IMPORT]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["[\"[{'a': 1}]\"]", "['OSError']"], done.stderr
    assert not (environment / "planted").exists()


def _link(source, target):
    # a copy of an environment takes hundreds of megabytes; links look the same to Python
    if Path(source).is_symlink():
        return shutil.copy(source, target, follow_symlinks=False)
    try:
        Path(target).hardlink_to(source)
    except OSError:  # another file system
        shutil.copy2(source, target)
    return target
