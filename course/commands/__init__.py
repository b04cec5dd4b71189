"""The commands of ``crmlab``: one file each, found by `course.cli`."""
