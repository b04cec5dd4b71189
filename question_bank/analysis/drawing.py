"""Draws every figure of an analysis into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank import registry

if TYPE_CHECKING:
    from pathlib import Path

    from crm_models.text import Lang
    from question_bank.analysis.report import Analysis


def save(analysis: Analysis, folder: Path, lang: Lang) -> list[Path]:
    """Write the figures as SVG and return the files."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    from question_bank.analysis import figures

    written = []
    folder.mkdir(parents=True, exist_ok=True)
    # Pyplot's windows are not wanted here: a server has no screen.
    with mpl.rc_context({"svg.hashsalt": "crmlab"}), plt.ioff():
        for module in registry.modules(figures):
            for name, figure in module.draw(analysis, lang).items():
                file = folder / f"{name}.svg"
                figure.savefig(file, metadata={"Date": None})
                plt.close(figure)
                written.append(file)
    return written
