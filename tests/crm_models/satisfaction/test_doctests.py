"""The examples in the docstrings are run as they stand."""

import doctest
import importlib
import pkgutil

import pytest

from crm_models import satisfaction

MODULES = [
    info.name
    for info in pkgutil.walk_packages(satisfaction.__path__, prefix="crm_models.satisfaction.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.testmod(importlib.import_module(name), optionflags=flags)
    assert result.failed == 0


def test_there_are_examples():
    found = [doctest.DocTestFinder().find(importlib.import_module(name)) for name in MODULES]
    assert sum(bool(test.examples) for tests in found for test in tests) >= 8
