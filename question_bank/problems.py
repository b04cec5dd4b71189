"""What is wrong with a bank, in one line each: where, which item, which field, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one place.

    Parameters
    ----------
    text
        What is wrong and what to do.
    code
        The lint's or the check's name.
    file, line
        Where it stands; line 0 if only the file is known.
    item, field
        The item's id and the field's path inside it, empty if unknown.
    severity
        An error blocks a paper, a warning does not.
    """

    text: Text
    code: str
    file: str = ""
    line: int = 0
    item: str = ""
    field: str = ""
    severity: Severity = "error"

    def of(self, lang: Lang) -> str:
        """Return the finding as one line.

        Examples
        --------
        >>> problem = Problem(Text("没有答案", "no key"), "key", "C3.yaml", 7, "C3-001", "options")
        >>> problem.of("en")
        'C3.yaml:7: C3-001.options: no key [key]'
        """
        place = f"{self.file}:{self.line}" if self.line else self.file
        name = ".".join(part for part in (self.item, self.field) if part)
        head = "".join(f"{part}: " for part in (place, name) if part)
        return f"{head}{self.text.of(lang)} [{self.code}]"

    def to_dict(self) -> dict[str, object]:
        """Return the finding as plain data, ready for JSON."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "item": self.item,
            "field": self.field,
            "zh": self.text.zh,
            "en": self.text.en,
        }


class BankError(ValueError):
    """The bank, a paper or an item cannot be used; every reason is one line.

    Parameters
    ----------
    problems
        At least one finding.
    """

    grader_fault = True
    """Raised while an answer is marked, it is never the student's fault: the mark stays open."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    @classmethod
    def one(
        cls, zh: str, en: str, *, code: str, file: str = "", item: str = "", field: str = ""
    ) -> BankError:
        """Return the error of a single finding."""
        return cls([Problem(Text(zh, en), code, file=file, item=item, field=field)])

    def of(self, lang: Lang) -> str:
        """Return all findings, one per line."""
        return "\n".join(problem.of(lang) for problem in self.problems)

    def __str__(self) -> str:
        return "\n".join(f"{problem.of('zh')} | {problem.text.en}" for problem in self.problems)
