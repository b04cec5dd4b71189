"""Grades a whole class into an nbgrader course, many submissions at a time.

Student code runs in processes of its own, all of one engine; workers only drive them. Every
submission is graded into a folder aside, entered into the gradebook by the one writer, and moved
into ``autograded/`` when all of it is done: an interruption at any moment loses nothing, and a
second run does only what is missing.
"""

from autograder.batch.course import CourseError, course_reports
from autograder.batch.result import SubmissionResult
from autograder.batch.run import autograde

__all__ = ["CourseError", "SubmissionResult", "autograde", "course_reports"]
