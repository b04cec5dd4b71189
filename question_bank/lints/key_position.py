"""Keys are spread over the positions: always C is a pattern that students find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.option import LETTERS
from question_bank.types.single import Single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


SEVERITY = "warning"
_LEAST = 8
# 1% points of the chi-square distribution for 1 to 5 degrees of freedom.
_LIMITS = (6.635, 9.210, 11.345, 13.277, 15.086)


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Test the key positions of each chapter for uniformity, by number of options."""
    groups: dict[tuple[str, int], list[Single]] = {}
    for item in bank:
        if isinstance(item, Single) and len(item.options) <= len(_LIMITS) + 1:
            groups.setdefault((item.chapter, len(item.options)), []).append(item)
    for (chapter, width), items in groups.items():
        if len(items) < _LEAST:
            continue
        keys = [str(item.key_response())[:1] for item in items]
        counts = {letter: keys.count(letter) for letter in LETTERS[:width]}
        expected = len(items) / width
        distance = sum((n - expected) ** 2 / expected for n in counts.values())
        if distance > _LIMITS[width - 2]:
            spread = ", ".join(f"{letter} {n}" for letter, n in counts.items())
            yield Finding(
                items[0],
                Text(
                    f"{chapter} 单选题的答案位置不均匀（{spread}），请调整选项次序",
                    f"the keys of the single choices in {chapter} are uneven ({spread});"
                    " reorder some options",
                ),
                ("options",),
            )
