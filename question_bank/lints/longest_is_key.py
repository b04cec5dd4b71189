"""The key is not much longer than every other option: test-wise students choose the longest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Lang, Text
from question_bank.linting import Finding
from question_bank.types.single import Single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


SEVERITY = "warning"
_RATIO = 1.6
# Below so many characters length gives nothing away.
_LEAST: dict[Lang, int] = {"zh": 8, "en": 24}


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compare the length of the key with the longest wrong option, in each language."""
    for item in bank:
        if not isinstance(item, Single):
            continue
        for lang, least in _LEAST.items():
            lengths = [len(option.text.of(lang)) for option in item.options]
            right = [n for n, o in zip(lengths, item.options, strict=True) if o.correct]
            wrong = [n for n, o in zip(lengths, item.options, strict=True) if not o.correct]
            if right and wrong and right[0] > least and right[0] > _RATIO * max(wrong):
                yield Finding(
                    item,
                    Text(
                        f"正确选项明显最长（{lang}：{right[0]} 对 {max(wrong)} 字），"
                        "请缩短它或加长其他选项",
                        f"the key is by far the longest ({lang}: {right[0]} against {max(wrong)}"
                        " characters); shorten it or lengthen the others",
                    ),
                    ("options",),
                )
