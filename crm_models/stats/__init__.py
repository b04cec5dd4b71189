"""Describe customers, compare groups, and correlate, with effect sizes."""

from crm_models.stats.correlation import Correlation, pearson, within_groups, without_each
from crm_models.stats.descriptive import describe, proportions
from crm_models.stats.groups import independence, paired, several_groups, two_groups
from crm_models.stats.result import TestResult

__all__ = [
    "Correlation",
    "TestResult",
    "describe",
    "independence",
    "paired",
    "pearson",
    "proportions",
    "several_groups",
    "two_groups",
    "within_groups",
    "without_each",
]
