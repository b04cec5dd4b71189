"""Grievances by the stage at which they stopped: how many came how far."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from crm_models.satisfaction import complaints
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_FUNNEL = "satisfaction.complaints.funnel"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the cases of each stage; give shares and conversions in percent."""
    return until_apart(
        lambda: _once(draw),
        ["said", "said_alone", "silent_share", "formal_share"],
        ["turned", "turned_of_all", "turned_alone", "formal_of_said"],
        by=1,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    stopped = [
        draw.integer(90, 140, 2),
        draw.integer(40, 70),
        draw.integer(12, 25),
        draw.integer(10, 24),
    ]
    names = list(complaints.STAGES)
    log = pd.DataFrame(
        {"case_id": range(sum(stopped)), "stage": pd.Series(names).repeat(stopped).to_numpy()}
    )
    table = complaints.funnel_of_counts(stopped)
    said = partial(_cell, "voiced_complaint", "share")
    turned = partial(_cell, "latent_formal", "conversion")
    slips = wrong(_FUNNEL, log, take=lambda made: made)
    return {
        **dict(zip(("silent", "voiced", "thinking", "formal"), stopped, strict=True)),
        "cases": sum(stopped),
        "said": said(table),
        "said_alone": said(slips["only_last_stage"]),
        "silent_share": 100 * stopped[0] / sum(stopped),
        "formal_share": _cell("formal", "share", table),
        "turned": turned(table),
        "turned_of_all": turned(slips["conversion_of_all"]),
        "turned_alone": 100 * stopped[2] / stopped[1],
        "formal_of_said": 100 * stopped[3] / sum(stopped[1:]),
    }


def _cell(stage: str, column: str, table: pd.DataFrame) -> float:
    return 100 * float(table[column][stage])
