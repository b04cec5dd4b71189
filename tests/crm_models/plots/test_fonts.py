import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib import font_manager

from crm_models.errors import ModelError
from crm_models.plots import fonts, use_chinese


@pytest.fixture(autouse=True)
def _fresh():
    fonts._find.cache_clear()
    with mpl.rc_context():
        yield
    fonts._find.cache_clear()


def test_chinese_is_drawn_without_missing_glyphs():
    assert use_chinese() == "Noto Sans CJK SC"
    figure, ax = plt.subplots()
    ax.set_title("客户关系管理：重要挽留客户 −1")
    figure.canvas.draw()  # a missing glyph warns, and warnings are errors


def test_without_the_font_the_same_title_would_be_boxes():
    mpl.rcParams["font.family"] = ["DejaVu Sans"]
    figure, ax = plt.subplots()
    ax.set_title("客")
    with pytest.warns(UserWarning, match="Glyph 23458"):
        figure.canvas.draw()


def test_calling_it_twice_changes_nothing():
    use_chinese()
    before = list(mpl.rcParams["font.sans-serif"])
    use_chinese()
    assert mpl.rcParams["font.sans-serif"] == before


def test_mplfonts_is_not_imported():
    code = (
        "import sys; from crm_models import plots; plots.use_chinese(); "
        "print('mplfonts' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_font_of_the_system_serves_where_the_package_is_missing(monkeypatch):
    monkeypatch.setattr(fonts, "_shipped_font", lambda: None)
    names = ["DejaVu Sans", "WenQuanYi Zen Hei", "Source Han Sans SC"]
    monkeypatch.setattr(font_manager.fontManager, "get_font_names", lambda: names)
    assert use_chinese() == "Source Han Sans SC"


def test_no_font_at_all_is_one_clear_error(monkeypatch):
    monkeypatch.setattr(fonts.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(font_manager.fontManager, "get_font_names", lambda: ["DejaVu Sans"])
    with pytest.raises(ModelError, match="no Chinese font found: run pip install mplfonts"):
        use_chinese()
