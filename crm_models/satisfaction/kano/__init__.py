"""Kano's model: which features are taken for granted, which are wished for, which delight."""

from crm_models.satisfaction.kano.answers import (
    ANSWERS,
    CATEGORIES,
    EVALUATION,
    classify,
    counts,
)
from crm_models.satisfaction.kano.measures import (
    analyse,
    better,
    category,
    explain_better_worse,
    fong,
    strengths,
    worse,
)

__all__ = [
    "ANSWERS",
    "CATEGORIES",
    "EVALUATION",
    "analyse",
    "better",
    "category",
    "classify",
    "counts",
    "explain_better_worse",
    "fong",
    "strengths",
    "worse",
]
