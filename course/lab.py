"""Starting JupyterLab in a course folder with nbgrader's panels."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from course import setup
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from course.config import Course

GUIDE = Text(
    """JupyterLab 将在 {root} 打开（按两次 Ctrl-C 退出）。
  教师  菜单 Nbgrader → Formgrader：看发布情况、批主观题、写评语。
        其余在终端：crmlab release / collect / autograde / feedback / report
  学生  菜单 Nbgrader → Assignment List：Fetch 取作业，打开笔记本作答，
        Validate 自查，Submit 提交；反馈发布后在同一处 Fetch Feedback。
        作业在 student/ 文件夹里。""",
    """JupyterLab opens in {root} (press Ctrl-C twice to stop).
  Instructor  menu Nbgrader → Formgrader: what is released, marking prose, comments.
              The rest in a terminal: crmlab release / collect / autograde / feedback / report
  Student     menu Nbgrader → Assignment List: Fetch, open the notebook and answer,
              Validate, Submit; once feedback is released, Fetch Feedback in the same place.
              Assignments lie in student/.""",
)


def environment(course: Course, base: Mapping[str, str]) -> dict[str, str]:
    """Return the server's environment: nbgrader's panels find the course's configuration.

    Parameters
    ----------
    course : Course
        The course folder.
    base : mapping
        The environment to start from.
    """
    search = [str(course.root), base.get("JUPYTER_CONFIG_PATH", "")]
    scripts = str(Path(sys.executable).parent)
    return {
        **base,
        "JUPYTER_CONFIG_PATH": os.pathsep.join(part for part in search if part),
        "PATH": os.pathsep.join([scripts, base.get("PATH", os.defpath)]),
    }


def arguments(course: Course, *, port: int | None, token: str | None, browser: bool) -> list[str]:
    """Return the command line of the server.

    Parameters
    ----------
    course : Course
        The course folder, the root of what the server shows.
    port, token
        None leaves them to JupyterLab.
    browser : bool
        Whether to open a browser window.
    """
    line = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={course.root}"]
    if port is not None:
        line += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if token is not None:
        line.append(f"--IdentityProvider.token={token}")
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")
    return line


def start(course: Course, *, port: int | None, token: str | None, browser: bool) -> int:
    """Start JupyterLab in place of this process; return only where that is not possible."""
    setup.student_folder(course.root)
    os.chdir(course.root)
    line = arguments(course, port=port, token=token, browser=browser)
    os.execvpe(line[0], line, environment(course, os.environ))  # noqa: S606
