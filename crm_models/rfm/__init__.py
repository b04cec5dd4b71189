"""RFM: when customers last bought, how often, and for how much."""

from crm_models.rfm.cuts import binary_codes, cut, cut_points, scores
from crm_models.rfm.measures import COLUMNS, compute
from crm_models.rfm.segments import SEGMENTS, Segment, segments
from crm_models.rfm.variants import (
    FOUR_SEGMENTS,
    FOUR_TIERS,
    four_segments,
    four_tiers,
    recent_buyer_trend,
    tier_rules,
)
from crm_models.rfm.working import explain, explain_code

__all__ = [
    "COLUMNS",
    "FOUR_SEGMENTS",
    "FOUR_TIERS",
    "SEGMENTS",
    "Segment",
    "binary_codes",
    "compute",
    "cut",
    "cut_points",
    "explain",
    "explain_code",
    "four_segments",
    "four_tiers",
    "recent_buyer_trend",
    "scores",
    "segments",
    "tier_rules",
]
