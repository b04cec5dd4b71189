"""Reads a plot from its artists: bars, lines, points, wedges and texts, as plain data."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from autograder.check.plain import plain


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the tick label at its place (or its place), and its length."""

    label: Any
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its label and its points."""

    label: str
    x: list[Any]
    y: list[Any]


@dataclass(frozen=True, slots=True)
class Axes:
    """What one pair of axes shows; texts are empty where nothing was set."""

    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    wedges: tuple[tuple[str, float], ...] = ()
    legend: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def heights(self) -> list[float]:
        """Lengths of the bars, in the order in which they were drawn."""
        return [bar.value for bar in self.bars]

    @property
    def by_label(self) -> dict[Any, float]:
        """Lengths of the bars by their tick label."""
        return {bar.label: bar.value for bar in self.bars}

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return not (self.bars or self.lines or self.points or self.wedges)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure shows: its axes, and `ax`, the first that shows anything."""

    axes: tuple[Axes, ...] = ()

    @property
    def ax(self) -> Axes:
        """The first axes that show anything, else the first; empty axes if there are none."""
        return next((axes for axes in self.axes if not axes.empty), (*self.axes, Axes())[0])


def read_figure(drawn: Any = None) -> Figure:
    """Read a matplotlib figure or axes (or something that holds them).

    Parameters
    ----------
    drawn
        A figure, axes, an array of axes, a seaborn-like grid with ``.figure``, or `None` for the
        current figure. Anything else, and no figure at all, gives an empty `Figure`.
    """
    if drawn is None:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None or not pyplot.get_fignums():
            return Figure()
        drawn = pyplot.gcf()
    if callable(getattr(drawn, "get_xlabel", None)):
        return Figure((_axes(drawn),))
    inside = getattr(drawn, "axes", None)
    if inside is None and hasattr(drawn, "figure"):
        inside = getattr(drawn.figure, "axes", None)
    if inside is None:
        flat = getattr(drawn, "ravel", None)
        inside = flat() if callable(flat) else drawn
        if not isinstance(drawn, (list, tuple)) and not callable(flat):
            return Figure()
    found = [axes for axes in inside if callable(getattr(axes, "get_xlabel", None))]
    return Figure(tuple(_axes(axes) for axes in found))


def _axes(axes: Any) -> Axes:
    legend = axes.get_legend()
    return Axes(
        title=_text(axes.get_title()),
        xlabel=_text(axes.get_xlabel()),
        ylabel=_text(axes.get_ylabel()),
        bars=tuple(bar for container in axes.containers for bar in _bars(axes, container)),
        lines=tuple(_line(line) for line in axes.lines),
        points=tuple(
            (float(plain(x)), float(plain(y)))
            for collection in axes.collections
            for x, y in plain(collection.get_offsets())
        ),
        wedges=tuple(_wedges(axes)),
        legend=tuple(_text(t.get_text()) for t in legend.get_texts()) if legend else (),
        texts=tuple(_text(text.get_text()) for text in axes.texts),
    )


def _text(value: Any) -> str:
    value = plain(value)
    return value.strip() if isinstance(value, str) else ""


def _line(line: Any) -> Line:
    return Line(_text(line.get_label()), _list(line.get_xdata()), _list(line.get_ydata()))


def _list(values: Any) -> list[Any]:
    values = plain(values)
    return [plain(item) for item in (values.tolist() if hasattr(values, "tolist") else values)]


def _bars(axes: Any, container: Any) -> list[Bar]:
    """Return the bars of one container, vertical or horizontal, with their tick labels."""
    boxes = [box for patch in container if (box := _box(patch)) is not None]
    if not boxes:
        return []  # error bars and stems are containers too
    orientation = getattr(container, "orientation", None)
    # a container can arrive as a bare tuple of its bars: then their shape tells
    upright = _upright(boxes) if orientation is None else plain(orientation) == "vertical"
    ticks = axes.get_xticks() if upright else axes.get_yticks()
    texts = axes.get_xticklabels() if upright else axes.get_yticklabels()
    names = dict(zip(_list(ticks), (_text(text.get_text()) for text in texts), strict=False))
    bars = []
    for x, y, width, height in boxes:
        start, breadth, value = (x, width, height) if upright else (y, height, width)
        middle = start + breadth / 2
        nearest = min(names, key=lambda tick: abs(tick - middle), default=None)
        inside = nearest is not None and abs(nearest - middle) <= abs(breadth)
        bars.append(Bar((names[nearest] if inside else "") or middle, value))
    return bars


def _box(patch: Any) -> tuple[float, float, float, float] | None:
    """Return place and size of a bar; `None` for what is no rectangle."""
    if not callable(getattr(patch, "get_height", None)):
        return None
    x, y, width, height = (
        float(plain(read()))
        for read in (patch.get_x, patch.get_y, patch.get_width, patch.get_height)
    )
    return x, y, width, height


def _upright(boxes: list[tuple[float, float, float, float]]) -> bool:
    """Whether bars stand: equally broad and side by side, or on the ground where one is alone."""
    widths, heights = ({round(box[i], 9) for box in boxes} for i in (2, 3))
    if len(widths) != len(heights) and 1 in (len(widths), len(heights)):
        return len(widths) == 1
    lefts, feet = ({round(box[i], 9) for box in boxes} for i in (0, 1))
    return len(lefts) > len(feet) or (len(lefts) == len(feet) and feet == {0.0})


def _wedges(axes: Any) -> list[tuple[str, float]]:
    """Return label and share of the circle of every wedge of a pie."""
    return [
        (_text(patch.get_label()), (float(plain(patch.theta2)) - float(plain(patch.theta1))) / 360)
        for patch in axes.patches
        if hasattr(patch, "theta1")
    ]
