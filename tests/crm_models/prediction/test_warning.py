"""From transactions to a warning: nothing of the future in the features, and it works later."""

import pandas as pd
import pytest

from crm_models import prediction, retention
from crm_models.datasets import bank_upgrades, online_shop
from crm_models.errors import ModelError

QUICK = {"r": 0.8, "alpha": 4.0, "s": 0.6, "beta": 12.0}
THEN = {"horizon": 90, "window": 180}


@pytest.fixture(scope="module")
def shop():
    return online_shop(2, n=2500, process="ParetoNBD", params=QUICK)


@pytest.fixture(scope="module")
def known(shop):
    """What was known, and what happened, at two days."""
    return {
        when: prediction.churn_table(shop.transactions, as_of=when, until=shop.as_of, **THEN)
        for when in ("2024-09-30", "2025-03-31")
    }


def test_features_by_hand():
    shop = pd.DataFrame(
        {
            "customer_id": ["a", "a", "a", "a", "b", "c", "a", "old"],
            "date": pd.Timestamp("2025-01-01")
            + pd.to_timedelta([0, 10, 30, 30, 4, 31, 50, -366], unit="D"),
            "amount": [10.0, 20, 30, 5, 7, 8, 9, 6],
        }
    )
    table = prediction.churn_table(shop, as_of="2025-02-01", horizon=19, window=40)
    assert table.index.tolist() == ["a", "b", "c"]  # who left a year ago needs no warning
    assert table.loc["a"].tolist() == [1, 3, 65.0, 31, 1 / 15, -1, False]
    assert table.loc["b"].tolist() == [27, 1, 7.0, 27, 1.0, -1, True]
    assert table.loc["c"].tolist() == [0, 1, 8.0, 0, 1.0, 1, True]


def test_nothing_of_the_future_is_in_the_features(shop):
    def features(transactions):
        table = prediction.churn_table(transactions, as_of="2024-09-30", until=shop.as_of, **THEN)
        return table[list(prediction.CHURN_FEATURES)]

    assert prediction.sees_the_future(features, shop.transactions, as_of="2024-09-30") == []


def test_what_knows_the_answer_is_found(shop):
    def features(transactions):
        by = transactions.groupby("customer_id")
        return pd.DataFrame({"first": by["date"].min().astype("int64"), "all": by.size()})

    found = prediction.sees_the_future(features, shop.transactions, as_of="2024-09-30")
    assert found == ["all"]


def test_the_warning_works_on_a_later_day(known):
    early, late = known.values()
    model = prediction.LogisticRegression("churned", prediction.CHURN_FEATURES).fit(early)
    warned = model.probability(late)
    assert prediction.auc(late["churned"], warned) > 0.75
    # Better than the one feature that everybody would take.
    assert prediction.auc(late["churned"], warned) > prediction.auc(
        late["churned"], late["days_since_last"]
    )
    # Chance is worth nothing.
    mixed = early["churned"].sample(frac=1, random_state=1).to_numpy()
    blind = prediction.LogisticRegression("churned", prediction.CHURN_FEATURES)
    blind.fit(early.assign(churned=mixed))
    assert prediction.auc(late["churned"], blind.probability(late)) < 0.7


def test_a_leak_looks_too_good(shop, known):
    early = known["2024-09-30"]
    last = shop.transactions.groupby("customer_id")["date"].max()
    leak = early.assign(last=(last.reindex(early.index) - pd.Timestamp("2024-01-01")).dt.days)
    honest = prediction.LogisticRegression("churned", prediction.CHURN_FEATURES).fit(early)
    leaking = prediction.LogisticRegression("churned", [*prediction.CHURN_FEATURES, "last"])
    leaking.fit(leak)
    gain = leaking.probability() - honest.probability()
    assert gain.abs().max() > 0.3
    assert prediction.auc(leak["churned"], leaking.probability()) > 0.9


def test_the_future_must_be_known(shop):
    with pytest.raises(ModelError, match="must reach to 2025-08-29"):
        prediction.churn_table(shop.transactions, as_of="2025-05-31", horizon=90)
    with pytest.raises(ModelError, match="at least 1 day"):
        prediction.churn_table(shop.transactions, as_of="2025-05-31", horizon=0)


class TestUpgrades:
    def test_reasons_are_recovered(self):
        bank = bank_upgrades(1, n=12_000)
        table = prediction.upgrade_table(bank.before, bank.after, bank.features)
        model = prediction.LogisticRegression("upgraded", tuple(bank.features)).fit(table)
        off = (pd.Series(dict(model.params_)) - pd.Series(dict(bank.coefficients))) / model.se_
        assert off.abs().max() < 4
        assert model.se_.max() < 0.25

    def test_the_best_tenth_rises_more_often_in_a_held_out_half(self):
        bank = bank_upgrades(2, n=4000)
        table = prediction.upgrade_table(bank.before, bank.after, bank.features)
        half = len(table) // 2
        learn, later = table.iloc[:half], table.iloc[half:]
        model = prediction.LogisticRegression("upgraded", tuple(bank.features)).fit(learn)
        chance = model.probability(later)
        assert prediction.auc(later["upgraded"], chance) > 0.7
        gains = prediction.gains(later["upgraded"], chance)
        assert gains["lift"].iloc[0] > 2
        assert gains["lift"].is_monotonic_decreasing

    def test_who_cannot_rise_and_who_left(self):
        names = ("low", "middle", "high")
        before = retention.tiers(pd.Series([1, 1, 5, 9], index=list("abcd")), (4, 8), names)
        after = retention.tiers(pd.Series([9, 9, 1], index=list("adc")), (4, 8), names)
        features = pd.DataFrame({"years": [4, 3, 2, 1]}, index=list("dcba"))
        table = prediction.upgrade_table(before, after, features)
        assert table["upgraded"].to_dict() == {"a": True, "b": False, "c": False}
        assert table["years"].to_dict() == {"a": 1, "b": 2, "c": 3}

    def test_refusals(self):
        bank = bank_upgrades(1, n=20)
        other = bank.after.cat.rename_categories(["a", "b", "c", "d"])
        with pytest.raises(ModelError, match="same tiers"):
            prediction.upgrade_table(bank.before, other, bank.features)
        with pytest.raises(ModelError, match="features lack customers: U00001"):
            prediction.upgrade_table(bank.before, bank.after, bank.features.iloc[1:])
