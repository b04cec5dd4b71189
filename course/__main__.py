"""``python -m course`` is ``crmlab``."""

from course.cli import main

main()
