"""A figure is the same picture, whether it was written quickly or as ever."""

import base64
import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from autograder.zygote import pictures

from .conftest import runner

DRAW = """
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1, 2, 3], [1, 4, 9], label='客户')
ax.scatter(range(50), [k * k % 17 for k in range(50)], c=range(50))
plt.show()
"""
FORMATS = """
import io
for kind in ("png", "svg", "pdf", "jpg"):
    target = io.BytesIO()
    asked = {"pil_kwargs": {"optimize": True}} if kind == "png" else {}
    fig.savefig(target, format=kind, **asked)
    print(kind, len(target.getvalue()) > 1000)
%config InlineBackend.figure_formats = ["svg"]
fig
"""


@pytest.fixture
def usual(monkeypatch):
    """Matplotlib's own way, whoever has changed it before."""
    own = FigureCanvasAgg.print_png
    monkeypatch.setattr(FigureCanvasAgg, "print_png", getattr(own, "__wrapped__", own))


def drawn(points):
    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    rng = np.random.default_rng(1)
    axes.scatter(rng.random(points), rng.random(points), c=rng.random(points))
    axes.set_title("spend")
    target = io.BytesIO()
    figure.savefig(target, format="png", bbox_inches="tight")
    return target.getvalue()


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))


@pytest.mark.parametrize("points", [3, 3000])
def test_the_same_pixels(points, usual):
    before = drawn(points)
    pictures.quicken()
    pictures.quicken()
    after = drawn(points)
    assert after != before
    assert np.array_equal(pixels(after), pixels(before))
    assert len(after) < 1.3 * len(before)
    assert not np.array_equal(pixels(drawn(points + 1)), pixels(before))


def test_every_format_still_works(open_zygote):
    shown, saved = runner(open_zygote)(DRAW, FORMATS)
    picture = base64.b64decode(shown.outputs[-1]["data"]["image/png"])
    assert pixels(picture).shape[2] == 4
    assert saved.status == "ok"
    written = saved.outputs[0]["text"].splitlines()
    assert written == ["png True", "svg True", "pdf True", "jpg True"]
    assert "image/svg+xml" in saved.outputs[-1]["data"]
