"""Fitting and forecasting on CDNOW, and at 100,000 customers, beside lifetimes."""

from __future__ import annotations

import warnings
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.rows import Row, paired, timed
from crm_models import clv

DATA = Path(find_spec("lifetimes").submodule_search_locations[0]) / "datasets"  # type: ignore[union-attr,index]
TARGETS = {"BetaGeoNBD": 20.0, "ParetoNBD": 25.0}
LOST = 1e-6  # log-likelihood that may be lost to the peer


def run() -> list[Row]:
    with warnings.catch_warnings():
        # lifetimes warns of its own code on today's numpy and pandas.
        warnings.simplefilter("ignore")
        return [*_cdnow(), _spending(), *_large(), _forecast(), _bootstrap()]


def _peer() -> str:
    return f"lifetimes {version('lifetimes')}"


def _fitter(name: str) -> type:
    from lifetimes import fitters
    from lifetimes.fitters import (
        beta_geo_fitter,
        gamma_gamma_fitter,
        modified_beta_geo_fitter,
        pareto_nbd_fitter,
    )

    del fitters
    return {
        "BetaGeoNBD": beta_geo_fitter.BetaGeoFitter,
        "ModifiedBetaGeoNBD": modified_beta_geo_fitter.ModifiedBetaGeoFitter,
        "ParetoNBD": pareto_nbd_fitter.ParetoNBDFitter,
        "GammaGamma": gamma_gamma_fitter.GammaGammaFitter,
    }[name]


def _row(task: str, name: str, data: pd.DataFrame, *, runs: int, target: float | None) -> Row:
    columns = [data[column] for column in getattr(clv, name).columns]
    fitter = _fitter(name)
    np.random.seed(0)  # noqa: NPY002  lifetimes starts Pareto/NBD at random
    peer = fitter().fit(*columns)
    ours, theirs = paired(
        lambda: getattr(clv, name)().fit(data), lambda: fitter().fit(*columns), runs=runs
    )
    # lifetimes reports its likelihood per customer and in a time scale of its own: both sets of
    # parameters are judged by the same likelihood here.
    model = getattr(clv, name)().fit(data)
    names = {"gamma": "v"} if name == "GammaGamma" else {}
    given = {p: float(peer.params_[names.get(p, p)]) for p in model.params_}
    theirs_ll = getattr(clv, name)().given(**given).log_likelihood(data).sum()
    gain = model.loglik_ - theirs_ll
    same = f"LL {model.loglik_:.6f}, peer's estimates {gain:.1e} lower"
    return Row(task, ours, theirs, _peer(), same, target, agrees=gain > -LOST)


def _cdnow() -> list[Row]:
    data = pd.read_csv(DATA / "cdnow_customers_summary.csv", index_col="ID")
    return [
        _row(f"{name} fit, CDNOW (2,357)", name, data, runs=15, target=TARGETS.get(name))
        for name in ("BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD")
    ]


def _spending() -> Row:
    data = pd.read_csv(DATA / "cdnow_customers_summary_with_transactions.csv", index_col="ID")
    data = data.rename(columns={"x": "frequency", "zbar": "monetary_value"})
    repeat = data[data["frequency"] > 0]
    return _row("GammaGamma fit, CDNOW (946)", "GammaGamma", repeat, runs=15, target=6.0)


def _customers(n: int) -> pd.DataFrame:
    """Daily data of n customers over two years."""
    rng = np.random.default_rng(0)
    model = clv.BetaGeoNBD().given(r=0.6, alpha=60.0, a=0.8, b=2.5)
    T = rng.integers(30, 730, n)
    table = model.sample(n, rng, T=T)
    table["recency"] = np.ceil(table["recency"]).clip(upper=table["T"])
    return table


def _large() -> list[Row]:
    data = _customers(100_000)
    rows = [_row("BetaGeoNBD fit, 100,000 customers", "BetaGeoNBD", data, runs=2, target=5.0)]
    seconds = timed(lambda: clv.ParetoNBD().fit(data), runs=2)
    rows.append(Row("ParetoNBD fit, 100,000 customers", seconds))
    million = _customers(1_000_000)
    seconds = timed(lambda: clv.BetaGeoNBD().fit(million), runs=2, warm=0)
    return [*rows, Row("BetaGeoNBD fit, 1,000,000 customers", seconds)]


def _forecast() -> Row:
    data = _customers(100_000)
    model = clv.BetaGeoNBD().fit(data)
    peer = _fitter("BetaGeoNBD")()
    peer.fit(data["frequency"], data["recency"], data["T"])
    columns = data["frequency"], data["recency"], data["T"]

    def theirs() -> object:
        return peer.conditional_expected_number_of_purchases_up_to_time(90, *columns)

    ours, peers = paired(lambda: model.expected_purchases(90, data), theirs, runs=3)
    gap = np.abs(np.asarray(theirs()) / model.expected_purchases(90, data).to_numpy() - 1).max()
    same = f"at most {gap:.1e} apart (its own estimates)"
    return Row("BetaGeoNBD expected purchases, 100,000", ours, peers, _peer(), same)


def _bootstrap() -> Row:
    data = pd.read_csv(DATA / "cdnow_customers_summary.csv", index_col="ID")
    model = clv.BetaGeoNBD().fit(data)
    seconds = timed(
        lambda: clv.forecast_interval(model, 39, replicates=1000, rng=np.random.default_rng(0)),
        runs=1,
        warm=0,
    )
    return Row("BetaGeoNBD prediction intervals, CDNOW, 1,000 refits", seconds)
