"""The pages on the models, and the code that makes them."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "models"
if str(DOCS) not in sys.path:
    sys.path.insert(0, str(DOCS))


@pytest.fixture(scope="session")
def docs():
    """The folder of the pages."""
    return DOCS
