"""Handles: what the judge holds of an object that stays in the student's process.

A handle sends plain arguments in and brings data or another handle back, under a time limit. It
is never equal to anything. What it may do follows from the judge's own objects, not from what the
student's process claims: see `autograder.handles.trust`.
"""

from autograder.handles.base import Handle
from autograder.handles.builder import Builder
from autograder.handles.link import Link, LinkError
from autograder.handles.objects import RefusedValue
from autograder.handles.shared import Common, Shared

__all__ = ["Builder", "Common", "Handle", "Link", "LinkError", "RefusedValue", "Shared"]
