"""The examples in the docstrings run."""

import doctest
import importlib
import pkgutil

import pytest

from crm_models import clv

OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
MODULES = [
    "crm_models.units",
    "crm_models.estimator",
    *(f"crm_models.clv.{info.name}" for info in pkgutil.iter_modules(clv.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=OPTIONS)
    assert result.failed == 0


def test_there_are_examples():
    found = doctest.DocTestFinder().find(clv.npv)
    assert sum(len(test.examples) for test in found) >= 2
    named = [name for name in clv.__all__ if ">>>" in (getattr(clv, name).__doc__ or "")]
    assert len(named) >= 25


def test_everything_offered_is_there():
    for name in clv.__all__:
        assert getattr(clv, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        clv.nothing  # noqa: B018
