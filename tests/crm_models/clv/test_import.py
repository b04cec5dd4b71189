"""Discounting needs no machinery; models bring scipy, and nothing brings plotting."""

import subprocess
import sys

import pytest


def loaded_by(statement):
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_value_formulas_need_numpy_only():
    assert loaded_by("from crm_models import clv; clv.npv([1, 2], rate=0.1)").isdisjoint(
        {"pandas", "scipy", "matplotlib", "sklearn"}
    )


@pytest.mark.parametrize("name", ["BetaGeoNBD", "ParetoNBD", "summarise", "future_value"])
def test_models_do_not_plot(name):
    loaded = loaded_by(f"from crm_models import clv; clv.{name}")
    assert loaded.isdisjoint({"matplotlib", "sklearn", "lifetimes"})
    assert "numpy" in loaded
