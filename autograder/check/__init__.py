"""The API for grade cells: small, pure, the same in visible and in hidden tests.

A grade cell makes a `Check`, checks the parts of its task, and ends with the score::

    check = Check("recency", points=6)
    check.calls(recency, [((tx, as_of), expected)], misconceptions=misconceptions.of("recency"))
    check.score()

Messages say in Chinese and English what kind of value was expected, what was given and which
misconception explains it; never the expected value. numpy and pandas are imported only where a
value needs them.
"""

from autograder.check.figure import Axes, Bar, Figure, Line
from autograder.check.misconception import Misconception
from autograder.check.task import Check
from autograder.report import MIME

__all__ = ["MIME", "Axes", "Bar", "Check", "Figure", "Line", "Misconception"]
