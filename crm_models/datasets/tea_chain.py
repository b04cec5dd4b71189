"""A chain of tea shops asks its guests: five questionnaires and logs on satisfaction.

Nobody in it exists. Each table is drawn again until what a class computes from it is clear:
nobody lies on a cut, no two categories tie, and the path model has weights of one sign.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models import sem
from crm_models.datasets import _tea_chain_conditions as conditions
from crm_models.datasets.complaint_log import complaint_log
from crm_models.datasets.kano_survey import kano_survey
from crm_models.datasets.service_survey import service_survey
from crm_models.errors import ModelError
from crm_models.satisfaction.kano import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FEATURES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "杯盖不漏": MappingProxyType({"M": 0.56, "O": 0.24, "A": 0.05, "I": 0.15}),
        "出杯快": MappingProxyType({"M": 0.16, "O": 0.54, "A": 0.16, "I": 0.14}),
        "生日赠饮": MappingProxyType({"M": 0.03, "O": 0.12, "A": 0.58, "I": 0.27}),
        "甜度可选": MappingProxyType({"M": 0.08, "O": 0.36, "A": 0.40, "I": 0.16}),
        "店里放音乐": MappingProxyType({"M": 0.05, "O": 0.08, "A": 0.19, "I": 0.68}),
        "推销会员卡": MappingProxyType({"M": 0.02, "O": 0.03, "A": 0.06, "I": 0.24, "R": 0.65}),
    }
)
"""Features of a tea shop, with the shares of the guests for whom they are of each category."""

SHOPS = ("东门店", "图书馆店", "宿舍店")

PATHS: Mapping[str, float] = MappingProxyType(
    {
        "Image -> Expectation": 0.55,
        "Image -> Satisfaction": 0.15,
        "Image -> Loyalty": 0.20,
        "Expectation -> Quality": 0.50,
        "Expectation -> Value": 0.15,
        "Expectation -> Satisfaction": 0.10,
        "Quality -> Value": 0.50,
        "Quality -> Satisfaction": 0.45,
        "Value -> Satisfaction": 0.25,
        "Satisfaction -> Complaints": -0.50,
        "Satisfaction -> Loyalty": 0.45,
        "Complaints -> Loyalty": -0.20,
    }
)
"""True standardised coefficients of the index survey."""

LEVELS: Mapping[str, float] = MappingProxyType(
    {
        "Image": 0.68,
        "Expectation": 0.72,
        "Quality": 0.62,
        "Value": 0.55,
        "Satisfaction": 0.60,
        "Complaints": 0.30,
        "Loyalty": 0.52,
    }
)
"""Where the mean answer to each construct's items lies between 1 (0) and 10 (1)."""

STEMS: Mapping[str, str] = MappingProxyType(
    {
        "Image": "img",
        "Expectation": "exp",
        "Quality": "qua",
        "Value": "val",
        "Satisfaction": "sat",
        "Complaints": "com",
        "Loyalty": "loy",
    }
)
"""Columns of the index survey: ``img1``, ``img2``, … for image, and so on."""

INDEX_MODEL = sem.Specification(
    [
        sem.construct(each.name, sem.items(STEMS[each.name], len(each.indicators)))
        for each in sem.CCSI.constructs
    ],
    sem.CCSI.paths,
)
"""The Chinese index with the survey's own columns."""

_MOST_ATTEMPTS = 1000


@dataclass(frozen=True)
class TeaChain:
    """What the guests of one chain of tea shops answered.

    Parameters
    ----------
    seed
        The seed that it was drawn from.
    guests
        One row per guest: ``guest_id``, ``shop``, ``expected`` and ``perceived`` (1 to 10),
        ``satisfied`` (1 to 5), ``recommends`` (0 to 10), ``visits`` (in eight weeks),
        ``attitude`` (to this chain relative to others, mean of three items of 1 to 7).
    service
        One row per respondent: the 22 SERVQUAL items, 1 to 7, as ``E_tangibles_1`` … (expected)
        and ``P_tangibles_1`` … (perceived).
    kano
        One row per respondent and feature: ``respondent``, ``feature``, ``has`` and ``lacks``,
        the answers in words, some left out.
    complaints
        One row per event: ``case_id``, ``stage``, ``time``.
    index_survey
        One row per respondent: the items of `INDEX_MODEL`, 1 to 10.
    """

    seed: int
    guests: pd.DataFrame
    service: pd.DataFrame
    kano: pd.DataFrame
    complaints: pd.DataFrame
    index_survey: pd.DataFrame


def tea_chain(seed: int) -> TeaChain:
    """Return the survey of a tea chain, the same for the same seed on every machine.

    For every seed: the two ways to aggregate C = b/a differ; nobody lies on a mean of the loyalty
    matrix, which has guests in all its cells; one SERVQUAL dimension is clearly worst; Kano's
    categories are M, O, A, A, I, R by the commonest answer and M, O, A, O, I, R by Fong's test;
    every stage of the complaints is reached; the index model converges, its weights are positive
    and its coefficients have the signs of `PATHS`.

    Parameters
    ----------
    seed
        A whole number from 0.

    Examples
    --------
    >>> chain = tea_chain(2025)
    >>> len(chain.guests), chain.index_survey.shape
    (320, (250, 19))
    """
    if seed < 0:
        raise ModelError(f"种子不能为负：{seed}", f"the seed cannot be negative: {seed}")
    kept = _chain(int(seed))
    # Copies: what one does to the tables, the next does not see.
    return replace(kept, **{name: getattr(kept, name).copy() for name in _PARTS})


@lru_cache(maxsize=16)
def _chain(seed: int) -> TeaChain:
    tables = {
        name: _draw_until(draw, fits, [seed, place])
        for place, (name, (draw, fits)) in enumerate(_PARTS.items())
    }
    return TeaChain(seed, **tables)


def _draw_until(
    draw: Callable[[int], pd.DataFrame], fits: Callable[[pd.DataFrame], bool], seed: list[int]
) -> pd.DataFrame:
    for attempt in range(_MOST_ATTEMPTS):
        table = draw(int(np.random.SeedSequence([*seed, attempt]).generate_state(1)[0]))
        if fits(table):
            return table
    raise ModelError(
        f"种子 {seed[0]} 生成不了合格的数据；请换一个种子",
        f"seed {seed[0]} gives no usable data; take another seed",
    )


def _guests(seed: int, n: int = 320) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    liking, standards, noise = rng.standard_normal((3, n))
    expected = np.clip(np.round(7.2 + 1.3 * standards + 0.3 * liking), 3, 10).astype(int)
    perceived = np.clip(np.round(6.7 + 1.5 * liking + 0.4 * standards), 1, 10).astype(int)
    pleased = 3.6 + 0.25 * (perceived - expected) + 0.45 * liking + 0.4 * noise
    recommends = 7.4 + 1.6 * liking + 0.2 * (perceived - expected) + rng.standard_normal(n)
    items = 4.6 + 0.9 * liking[:, None] + 0.8 * rng.standard_normal((n, 3))
    return pd.DataFrame(
        {
            "guest_id": [f"G{number:03d}" for number in range(1, n + 1)],
            "shop": rng.choice(SHOPS, n, p=[0.45, 0.30, 0.25]),
            "expected": expected,
            "perceived": perceived,
            "satisfied": np.clip(np.round(pleased), 1, 5).astype(int),
            "recommends": np.clip(np.round(recommends), 0, 10).astype(int),
            "visits": rng.poisson(np.exp(1.3 + 0.35 * liking)),
            "attitude": np.clip(np.round(items), 1, 7).mean(axis=1).round(2),
        }
    )


def _service(seed: int) -> pd.DataFrame:
    survey = service_survey(seed, n=180)
    both = (survey.expectations.add_prefix("E_"), survey.perceptions.add_prefix("P_"))
    return pd.concat(both, axis=1).reset_index()


def _kano(seed: int) -> pd.DataFrame:
    survey = kano_survey(seed, n=160, shares=FEATURES)
    rng = np.random.default_rng([seed, 1])
    words = {name: text.zh for name, text in ANSWERS.items()}
    rows = pd.DataFrame(
        {
            column: table.replace(words).stack()
            for column, table in (("has", survey.functional), ("lacks", survey.dysfunctional))
        }
    ).rename_axis(["respondent", "feature"])
    # A few questions are left unanswered, and the rows come as they were typed in.
    rows = rows.mask(rng.random(rows.shape) < 0.015)
    return rows.reset_index().sample(frac=1, random_state=rng, ignore_index=True)


def _complaints(seed: int) -> pd.DataFrame:
    return complaint_log(seed, n=240)


def _index_survey(seed: int) -> pd.DataFrame:
    values = sem.simulate(INDEX_MODEL, PATHS, n=250, seed=seed, loadings=0.85)
    level = np.concatenate(
        [np.full(len(each.indicators), LEVELS[each.name]) for each in INDEX_MODEL.constructs]
    )
    answers = np.clip(np.round(1 + 9 * (level + 0.18 * values.to_numpy())), 1, 10).astype(int)
    table = pd.DataFrame(answers, columns=values.columns)
    table.insert(0, "respondent", range(1, len(table) + 1))
    return table


def _kano_is_clear(table: pd.DataFrame) -> bool:
    return conditions.kano_is_clear(table, list(FEATURES))


def _index_is_clear(table: pd.DataFrame) -> bool:
    return conditions.index_is_clear(table, INDEX_MODEL, PATHS)


_PARTS: Mapping[str, tuple[Callable[[int], pd.DataFrame], Callable[[pd.DataFrame], bool]]] = (
    MappingProxyType(
        {
            "guests": (_guests, conditions.guests_are_clear),
            "service": (_service, conditions.service_is_clear),
            "kano": (_kano, _kano_is_clear),
            "complaints": (_complaints, conditions.complaints_are_clear),
            "index_survey": (_index_survey, _index_is_clear),
        }
    )
)
