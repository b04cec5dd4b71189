import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from crm_models import retention, rfm
from crm_models.datasets import campus_store

mpl.use("Agg")


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def store():
    return campus_store(2025)


@pytest.fixture(scope="session")
def table(store):
    return rfm.compute(store.transactions, as_of=store.as_of)


@pytest.fixture(scope="session")
def codes(table):
    return rfm.binary_codes(table)


@pytest.fixture(scope="session")
def spend(store, codes):
    return retention.spend_per_period(store.transactions, store.periods, codes)


@pytest.fixture
def drawn_clean():
    """Draw a figure for real: a missing glyph warns (an error here); texts must not collide."""

    def check(ax):
        figure = ax.get_figure(root=True)
        figure.draw_without_rendering()
        renderer = figure.canvas.get_renderer()
        for axis in (ax.xaxis, ax.yaxis):
            boxes = [
                label.get_window_extent(renderer)
                for label in axis.get_ticklabels()
                if label.get_text()
            ]
            for one, other in itertools.pairwise(boxes):
                assert not one.overlaps(other), "tick labels overlap"
        inside = figure.bbox
        for text in [ax.title, ax.xaxis.label, ax.yaxis.label]:
            box = text.get_window_extent(renderer)
            assert box.width == 0 or (
                inside.x0 <= box.x0
                and box.x1 <= inside.x1
                and inside.y0 <= box.y0
                and box.y1 <= inside.y1
            ), f"cut off: {text.get_text()}"

    return check
