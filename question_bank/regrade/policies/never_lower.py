"""Nobody loses: a mark that was told stays unless the new one is higher."""

from __future__ import annotations

from crm_models.text import Text

SAYS = Text("只加分，不减分。", "Marks may rise, none is lowered.")


def share(old: float, new: float) -> float:
    """Return the higher share."""
    return max(old, new)
