"""Discounting needs no machinery; models bring scipy, and nothing brings plotting."""

import subprocess
import sys


def loaded_by(statement):
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_value_formulas_need_numpy_only():
    assert loaded_by("from crm_models import clv; clv.npv([1, 2], rate=0.1)").isdisjoint(
        {"pandas", "scipy", "matplotlib", "sklearn"}
    )


def test_models_do_not_plot():
    names = "BetaGeoNBD", "ParetoNBD", "summarise", "future_value", "ParquetTransactions"
    loaded = loaded_by("from crm_models import clv; " + "; ".join(f"clv.{n}" for n in names))
    assert loaded.isdisjoint({"matplotlib", "sklearn", "lifetimes", "duckdb"})
    assert {"numpy", "pandas"} <= loaded
