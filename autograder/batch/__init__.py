"""Grades a whole class into an nbgrader course, on several processes.

Every submission is graded by nbgrader's own converter in a worker process, into a folder aside,
and moved into ``autograded/`` when all of it is done: an interruption at any moment loses
nothing, and a second run does only what is missing.
"""

from autograder.batch.course import CourseError, course_reports
from autograder.batch.run import autograde
from autograder.batch.submission import SubmissionResult

__all__ = ["CourseError", "SubmissionResult", "autograde", "course_reports"]
