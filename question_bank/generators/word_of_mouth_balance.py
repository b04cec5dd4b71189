"""How many hear from satisfied and from dissatisfied complainers: where good and bad balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.satisfaction import word_of_mouth
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw how many others one satisfied and one dissatisfied complainer tells."""
    satisfied_tell, dissatisfied_tell = draw.integer(2, 5), draw.integer(7, 12)
    slips = wrong("satisfaction.word_of_mouth.break_even", satisfied_tell, dissatisfied_tell)
    return {
        "satisfied_tell": satisfied_tell,
        "dissatisfied_tell": dissatisfied_tell,
        "both": satisfied_tell + dissatisfied_tell,
        "break_even": 100 * word_of_mouth.break_even(satisfied_tell, dissatisfied_tell),
        **{name: 100 * value for name, value in slips.items()},
    }
