"""Figures as PNG, sooner: pixel by pixel the same, deflated by zlib's strategy for PNG.

Run-length matching (``Z_RLE``) was made for the rows of a PNG. It takes two thirds of the time for
a few bars, whose picture gets an eighth longer, and a third for thousands of points, shorter then.
"""

from __future__ import annotations

import functools
import zlib
from typing import Any


def quicken() -> None:
    """Have matplotlib write PNG so; what a student asks of Pillow still counts. Once is enough."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    usual: Any = FigureCanvasAgg.print_png
    if hasattr(usual, "__wrapped__"):
        return

    @functools.wraps(usual)
    def print_png(self: Any, target: Any, *, pil_kwargs: Any = None, **options: Any) -> None:
        asked = {"compress_type": zlib.Z_RLE, **(pil_kwargs or {})}
        usual(self, target, pil_kwargs=asked, **options)

    canvas: Any = FigureCanvasAgg
    canvas.print_png = print_png
