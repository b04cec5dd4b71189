"""Plots that the field draws for these models: each returns its axes and the data behind them.

One module per family: ``from crm_models.plots import rfm``.
"""

from crm_models.plots.fonts import use_chinese

__all__ = ["use_chinese"]
