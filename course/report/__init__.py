"""The class report: how the class did, how the tasks did, what was misunderstood."""

from course.report.render import write

__all__ = ["write"]
