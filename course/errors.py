"""What can go wrong, said in one line: what, where, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.language import current

if TYPE_CHECKING:
    from crm_models.text import Lang, Text

FINDINGS, USAGE, INTERNAL = 1, 2, 3
"""Exit codes beside 0: something was found, the input is at fault, the program is at fault."""


class CrmlabError(Exception):
    """A failure that the person at the terminal can do something about.

    Parameters
    ----------
    what : Text
        What is wrong.
    where : object
        The file, item, student or assignment that it concerns; shown as it is.
    todo : Text
        What to do now.
    exit_code : int
        1 for findings in otherwise readable input, 2 for input that cannot be used.

    Examples
    --------
    >>> from crm_models.text import Text
    >>> error = CrmlabError(Text("没有这项作业", "no such assignment"), "rfn",
    ...                     Text("可选：rfm", "choose from: rfm"))
    >>> error.line("en")
    'no such assignment: rfn. Choose from: rfm'
    >>> error.line("zh")
    '没有这项作业：rfn。可选：rfm'
    """

    def __init__(self, what: Text, where: object, todo: Text, exit_code: int = USAGE) -> None:
        super().__init__(what, where, todo)
        self.what = what
        self.where = str(where)
        self.todo = todo
        self.exit_code = exit_code

    def line(self, lang: Lang) -> str:
        """Return the failure as one line in one language."""
        what, todo = self.what.of(lang), self.todo.of(lang)
        if lang == "zh":
            parts = f"{what}：{self.where}" if self.where else what
            line = f"{parts}。{todo}" if todo else parts
        else:
            parts = f"{what}: {self.where}" if self.where else what
            line = f"{parts}. {todo[:1].upper()}{todo[1:]}" if todo else parts
        return " ".join(line.split())

    def __str__(self) -> str:
        return self.line(current())
