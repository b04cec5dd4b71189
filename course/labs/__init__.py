"""Builds a lab folder into an ordinary nbgrader source notebook.

A lab folder holds ``lab.yaml`` (what the lab is) and a MyST-Markdown notebook (what the
student reads and does). :func:`load` reads and checks the description, :func:`build` writes
the notebook and its data.
"""

from course.labs.build import build
from course.labs.load import load
from course.labs.schema import Lab

__all__ = ["Lab", "build", "load"]
