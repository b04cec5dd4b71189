import copy
import inspect

import pytest

from crm_models import misconceptions, rfm
from crm_models.errors import ModelError
from crm_models.misconceptions import registry
from crm_models.misconceptions import retention as topic
from crm_models.transactions import day

ALL = misconceptions.everything()
SEEDS = (0, 2025)


@pytest.fixture(scope="module")
def right(examples):
    """What each target gives at its calls: computed once for all its variants."""
    found = {}

    def values(seed, wrong):
        if (seed, wrong.target) not in found:
            target = wrong.reference()
            calls = examples[seed][wrong.target]
            found[seed, wrong.target] = [target(*args, **options) for args, options in calls]
        return found[seed, wrong.target]

    return values


@pytest.mark.parametrize("wrong", ALL, ids=lambda m: m.name)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_variant_differs_from_its_target(wrong, seed, examples, same, right):
    pairs = zip(examples[seed][wrong.target], right(seed, wrong), strict=True)
    # The first call at which the mistake shows is enough.
    seen = (not same(value, wrong.variant(*args, **how)) for (args, how), value in pairs)
    assert any(seen), "the mistake cannot be seen"


def test_the_variant_takes_every_call_of_its_target():
    for wrong in ALL:
        taken = inspect.signature(wrong.variant).parameters
        any_keyword = inspect.Parameter.VAR_KEYWORD in {p.kind for p in taken.values()}
        for name in inspect.signature(wrong.reference()).parameters:
            assert name in taken or any_keyword, (wrong.name, name)


@pytest.mark.parametrize("wrong", ALL, ids=lambda m: m.name)
def test_inputs_are_left_alone(wrong, examples, same):
    args, options = examples[0][wrong.target][0]
    before = copy.deepcopy(args)
    wrong.variant(*args, **options)
    for one, other in zip(before, args, strict=True):
        assert same(one, other)


def test_messages_are_in_both_languages_and_short():
    for wrong in ALL:
        zh, en = wrong.message
        assert any("一" <= c <= "鿿" for c in zh), wrong.name
        assert en.isascii(), wrong.name
        assert "\n" not in zh + en, wrong.name
        assert zh.endswith("。"), wrong.name
        assert en.endswith("."), wrong.name
        assert 10 < len(en) <= 160, wrong.name


def test_variants_of_one_target_differ_from_each_other(examples, same):
    """Two names for one wrong value could not be told apart in feedback."""
    for target, calls in examples[0].items():
        found = misconceptions.of(target)
        values = [[each.variant(*args, **options) for args, options in calls] for each in found]
        for place, one in enumerate(values):
            for later, other in enumerate(values[place + 1 :], start=place + 1):
                alike = map(same, one, other)
                assert not all(alike), (found[place].name, found[later].name)


def test_there_are_enough_and_each_target_has_examples(examples):
    assert len(ALL) >= 25
    assert len({m.name for m in ALL}) == len(ALL)
    assert {m.target for m in ALL} == set(examples[0])


def test_variants_agree_with_the_target_where_the_mistake_does_not_show(examples, same):
    """A variant makes one mistake, not several."""
    (tx,), _ = examples[0]["rfm.compute"][0]
    bought = tx[tx["amount"] > 0].drop_duplicates("customer_id")
    last = bought["date"].max()
    options = {"as_of": last}
    right = rfm.compute(bought, **options)
    unseen = {"rfm.recency_reversed", "rfm.recency_as_span", "rfm.both_ends_counted"}
    for wrong in misconceptions.of("rfm.compute"):
        if wrong.name not in unseen | {"rfm.as_of_today"}:
            assert same(right, wrong.variant(bought, **options)), wrong.name


@pytest.mark.parametrize("window", [20, "2025-04-10", None])
def test_first_purchase_counts_from_the_first_purchase_in_the_window(window, examples):
    (tx,), _ = examples[0]["rfm.compute"][0]
    got = misconceptions.get("rfm.first_purchase").variant(tx, as_of="2025-04-30", window=window)
    begin = {20: "2025-04-11", "2025-04-10": "2025-04-10", None: "2025-01-01"}[window]
    first = tx[(tx["amount"] > 0) & tx["date"].between(begin, "2025-04-30")]
    expected = (day("2025-04-30") - first.groupby("customer_id")["date"].min()).dt.days
    assert got["days_since_last"].equals(expected.rename("days_since_last"))


def test_through_fits_a_task_of_another_signature(examples):
    (tx,), _ = examples[0]["rfm.compute"][0]
    task = misconceptions.get("rfm.recency_reversed").through(
        lambda f: lambda tx, as_of: f(tx, as_of=as_of)["days_since_last"]
    )
    assert task.name == "rfm.recency_reversed"
    assert (task.variant(tx, "2025-04-30") <= 0).all()


def test_an_unknown_name_lists_its_neighbours():
    with pytest.raises(ModelError, match=r"no misconception is called rfm\.x.*rfm\.first_purchase"):
        misconceptions.get("rfm.x")
    with pytest.raises(ModelError, match=r"there are: .*rfm"):
        misconceptions.get("nothing.x")
    assert misconceptions.of("nothing.x") == ()


def test_two_of_one_name_are_refused(monkeypatch):
    double = misconceptions.get("rfm.recency_reversed")
    monkeypatch.setattr(topic, "double", double, raising=False)
    with pytest.raises(ModelError, match=r"share a name: rfm\.recency_reversed"):
        registry.everything.__wrapped__()
