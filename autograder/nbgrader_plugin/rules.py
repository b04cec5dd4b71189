"""How a course makes its releases, as nbgrader's configuration states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.released import Rules

if TYPE_CHECKING:
    from traitlets.config import Config


def rules_of(config: Config) -> Rules:
    """Return the rules of release that an nbgrader configuration states."""
    plain = Rules()

    def pair(section: str, word: str, default: tuple[str, str]) -> tuple[str, str]:
        options = config[section]
        begin = options.get(f"begin_{word}_delimeter", default[0])
        return begin, options.get(f"end_{word}_delimeter", default[1])

    clear = config.ClearSolutions
    stub = clear.get("code_stub", plain.code_stub)
    return Rules(
        solution=pair("ClearSolutions", "solution", plain.solution),
        hidden_tests=pair("ClearHiddenTests", "test", plain.hidden_tests),
        mark_scheme=pair("ClearMarkScheme", "mark_scheme", plain.mark_scheme),
        autotest="",  # the gradebook holds the tests that were made of them
        code_stub=stub if isinstance(stub, dict) else {"python": stub},
        text_stub=clear.get("text_stub", plain.text_stub),
    )
