"""Make matplotlib draw Chinese."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager

from crm_models.errors import ModelError

_SHIPPED = "NotoSansCJKsc-Regular.otf"
_ON_SYSTEMS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Hiragino Sans GB",
    "Noto Sans SC",
)
"""Sans-serif fonts with simplified Chinese, best first."""


def use_chinese() -> str:
    """Make matplotlib draw Chinese and Latin text, and return the name of the font.

    The font is Noto Sans CJK SC out of the installed package mplfonts; the package itself is not
    imported, because it changes matplotlib's settings when it is. Where it is missing, a Chinese
    font of the system serves.

    Call it once before plotting; the plots of this package do so themselves.

    Raises
    ------
    ModelError
        If there is no Chinese font at all.

    Examples
    --------
    >>> use_chinese()
    'Noto Sans CJK SC'
    """
    name = _find()
    others = [family for family in mpl.rcParams["font.sans-serif"] if family != name]
    mpl.rcParams["font.sans-serif"] = [name, *others]
    mpl.rcParams["font.family"] = ["sans-serif"]
    # The proper minus sign is missing from some Chinese fonts; the hyphen never is.
    mpl.rcParams["axes.unicode_minus"] = False
    return name


@cache
def _find() -> str:
    shipped = _shipped_font()
    if shipped is not None:
        font_manager.fontManager.addfont(shipped)
        return font_manager.FontProperties(fname=str(shipped)).get_name()
    present = set(font_manager.fontManager.get_font_names())
    for name in _ON_SYSTEMS:
        if name in present:
            return name
    raise ModelError(
        "找不到中文字体：请运行 pip install mplfonts，或安装 Noto Sans CJK SC 字体",
        "no Chinese font found: run pip install mplfonts, or install the font Noto Sans CJK SC",
    )


def _shipped_font() -> Path | None:
    spec = importlib.util.find_spec("mplfonts")
    for place in (spec.submodule_search_locations or []) if spec else []:
        font = Path(place) / "fonts" / _SHIPPED
        if font.is_file():
            return font
    return None
