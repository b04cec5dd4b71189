"""``crmlab lab`` prepares JupyterLab; ``crmlab status`` counts."""

import json
import os
import sys
from pathlib import Path

from course import config, lab


def test_nbgrader_s_panels_find_the_course_wherever_they_look(folder):
    course = config.find(str(folder))
    found = lab.environment(course, {"JUPYTER_CONFIG_PATH": "/elsewhere", "PATH": "/bin"})
    assert found["JUPYTER_CONFIG_PATH"] == os.pathsep.join([str(course.root), "/elsewhere"])
    # nbgrader starts jupyter and alembic by name
    assert found["PATH"].split(os.pathsep) == [str(Path(sys.executable).parent), "/bin"]
    assert (folder / "student" / "nbgrader_config.py").is_file()


def test_the_server_s_command_line(folder):
    course = config.find(str(folder))
    line = lab.arguments(course, port=8899, token="x", browser=False)  # noqa: S106
    assert line[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={course.root}" in line
    assert "--ServerApp.port=8899" in line
    assert "--IdentityProvider.token=x" in line
    assert "--no-browser" in line
    assert "--no-browser" not in lab.arguments(course, port=None, token=None, browser=True)


def test_both_roles_are_told_what_to_do():
    for text in lab.GUIDE:
        assert "Formgrader" in text
        assert "Assignment List" in text


def test_students_read_the_course_s_settings_in_their_own_folder(folder):
    from traitlets.config.loader import PyFileConfigLoader

    own = PyFileConfigLoader("nbgrader_config.py", str(folder / "student")).load_config()
    assert own.CourseDirectory.course_id == "crm"
    assert own.CourseDirectory.root == str(folder)


def test_status_counts(folder, submit, enter, crmlab):
    submit("s2026001")
    submit("s2026002")
    crmlab("collect", "tiny", "--course", folder)
    enter("s2026001", 3, None)
    code, out, _ = crmlab("status", "--course", folder, "--json")
    assert code == 0
    (tiny,) = (each for each in json.loads(out) if each["assignment"] == "tiny")
    counts = {name: tiny[name] for name in ("handed_in", "collected", "graded", "open", "students")}
    assert counts == {"handed_in": 2, "collected": 2, "graded": 1, "open": 1, "students": 16}
    shown = crmlab("status", "--course", folder, "--lang", "en")[1]
    assert "2/16" in shown
