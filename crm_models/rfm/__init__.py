"""RFM: when customers last bought, how often, and for how much."""

from crm_models.rfm.cuts import binary_codes, cut, cut_points, scores
from crm_models.rfm.measures import COLUMNS, compute
from crm_models.rfm.segments import SEGMENTS, Segment, segments

__all__ = [
    "COLUMNS",
    "SEGMENTS",
    "Segment",
    "binary_codes",
    "compute",
    "cut",
    "cut_points",
    "scores",
    "segments",
]
