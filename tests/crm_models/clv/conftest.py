"""The classic data sets, read by path out of the installed lifetimes (never imported)."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from crm_models import clv

DATA = Path(find_spec("lifetimes").submodule_search_locations[0]) / "datasets"


@pytest.fixture(scope="session")
def cdnow():
    """CDNOW's 2357 customers, weeks rounded to two decimals."""
    return pd.read_csv(DATA / "cdnow_customers_summary.csv", index_col="ID")


@pytest.fixture(scope="session")
def cdnow_transactions():
    """All 18 months of the transactions."""
    names = ["master", "customer_id", "date", "cds", "amount"]
    table = pd.read_csv(DATA / "CDNOW_sample.txt", sep=r"\s+", names=names)
    return table.assign(date=pd.to_datetime(table["date"].astype(str)))


@pytest.fixture(scope="session")
def cdnow_exact(cdnow_transactions):
    """The customers from the transactions of 39 weeks: weeks are days/7, spending to the cent."""
    return clv.summarise(cdnow_transactions, as_of="1997-09-30", unit="week", refunds="keep")


@pytest.fixture(scope="session")
def cdnow_spending():
    """The 946 customers with repeat purchases and their mean spend."""
    table = pd.read_csv(DATA / "cdnow_customers_summary_with_transactions.csv", index_col="ID")
    names = {"x": "frequency", "t_x": "recency", "zbar": "monetary_value"}
    table = table.rename(columns=names)
    return table[table["frequency"] > 0]


@pytest.fixture(scope="session")
def donations():
    """Histories of 11,104 donors of 1995 (22 distinct rows), and how many had each."""
    table = pd.read_csv(DATA / "donations.csv").rename(columns={"periods": "T"})
    return table[["frequency", "recency", "T"]], table["weights"].to_numpy(float)


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)
