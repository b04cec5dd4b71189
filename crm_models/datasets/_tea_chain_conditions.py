"""What every tea chain must fulfil, so that answers are unambiguous and each lesson shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models import satisfaction, sem
from crm_models.satisfaction import complaints, kano, loyalty, servqual

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_DISTANCE = 0.01
"""How far from the mean every number of visits and every attitude is."""
LEAST_DIFFERENCE = {"index": 0.005, "gap": 0.1, "kano": 1.0, "half": 0.02, "weight": 0.1}
LEAST_PER_CLASS = 10
COMMONEST, BY_TEST = tuple("MOAAIR"), tuple("MOAOIR")
"""Categories of the features, in the order of `tea_chain.FEATURES`, by either rule."""


def guests_are_clear(guests: pd.DataFrame) -> bool:
    """Tell whether indices, groups and the loyalty matrix have no doubtful case."""
    b, a = guests["perceived"], guests["expected"]
    either = (
        satisfaction.cb_index(b, a),
        satisfaction.cb_index(b, a, aggregation="ratio_of_means"),
    )
    groups = satisfaction.nps_groups(guests["recommends"])
    classes = loyalty.dick_basu(guests["visits"], guests["attitude"]).value_counts()
    distance = min((guests[c] - guests[c].mean()).abs().min() for c in ("visits", "attitude"))
    return (
        abs(either[0] - either[1]) >= LEAST_DIFFERENCE["index"]
        and max(either) < 1
        and bool(20 <= satisfaction.csat(guests["satisfied"]) <= 90)
        and min(groups.promoters, groups.passives, groups.detractors) >= LEAST_PER_CLASS
        and abs(groups.score) >= 2
        and set(classes.index) == set(loyalty.CLASSES)
        and bool(classes.min() >= LEAST_PER_CLASS)
        and distance >= LEAST_DISTANCE
    )


def service_is_clear(service: pd.DataFrame) -> bool:
    """Tell whether one dimension is clearly worst and the order of the gaps is clear."""
    expected, perceived = (
        service.filter(regex=f"^{side}_").rename(columns=lambda name: name[2:]) for side in "EP"
    )
    gaps = servqual.dimension_gaps(expected, perceived)["gap"].sort_values()
    worst, second = gaps.iloc[:2]
    return bool(gaps.index[0] == "reliability" and second - worst >= LEAST_DIFFERENCE["gap"])


def kano_is_clear(rows: pd.DataFrame, features: list[str]) -> bool:
    """Tell whether the categories are those that the lesson needs, and none is near a tie."""
    table = _kano_counts(rows.dropna()).reindex(features)
    if table.isna().any(axis=None):
        return False
    found = kano.analyse(table)
    ordered = np.sort(table.to_numpy(), axis=1)
    beside_half = np.abs(found[["better", "worse"]].abs().to_numpy() - 0.5)
    beside_test = (found["difference"] - found["critical"]).abs()
    return bool(
        tuple(kano.category(table, rule="mode")) == COMMONEST
        and tuple(found["category"]) == BY_TEST
        and (ordered[:, -1] > ordered[:, -2]).all()
        and beside_test.min() >= LEAST_DIFFERENCE["kano"]
        and beside_half.min() >= LEAST_DIFFERENCE["half"]
    )


def _kano_counts(rows: pd.DataFrame) -> pd.DataFrame:
    codes = {text.zh: place for place, text in enumerate(kano.ANSWERS.values(), start=1)}
    has, lacks = (rows[name].map(codes).rename("category") for name in ("has", "lacks"))
    letters = kano.classify(has, lacks)["category"]
    counted = pd.crosstab(rows["feature"], letters)
    return counted.reindex(columns=list(kano.CATEGORIES), fill_value=0)


def complaints_are_clear(log: pd.DataFrame) -> bool:
    """Tell whether every stage is reached, and some cases stop at each."""
    table = complaints.funnel(log)
    return bool((table["stopped"] >= LEAST_PER_CLASS).all())


def index_is_clear(
    survey: pd.DataFrame, model: sem.Specification, paths: Mapping[str, float]
) -> bool:
    """Tell whether the model converges with weights above 0 and coefficients of the true signs."""
    fitted = sem.PLSPathModel(model).fit(survey)
    found = pd.Series(fitted.params_)
    answered = survey[list(model.indicators)]
    return bool(
        fitted.status_.kind == "interior"
        and (fitted.weights_ >= LEAST_DIFFERENCE["weight"]).all()
        and (found * np.sign(pd.Series(paths)[found.index]) >= 0.03).all()
        and (answered.std() > 0.5).all()
    )
