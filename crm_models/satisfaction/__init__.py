"""Customer satisfaction: indices, service quality, Kano, complaints and word of mouth."""

from crm_models.satisfaction import (
    complaints,
    kano,
    loyalty,
    loyalty_types,
    servqual,
    word_of_mouth,
)
from crm_models.satisfaction.acsi import acsi_score, explain_acsi_score
from crm_models.satisfaction.confirmation import (
    cb_index,
    cb_ratios,
    disconfirmation,
    explain_cb_index,
)
from crm_models.satisfaction.csat import csat, csat_interval, explain_csat
from crm_models.satisfaction.indicators import INDICATORS, indicator_panel, repeat_purchases
from crm_models.satisfaction.promoters import (
    NetPromoter,
    explain_nps,
    nps,
    nps_groups,
    nps_interval,
)
from crm_models.satisfaction.working import explain_complaint_rate, explain_fong, explain_reach

__all__ = [
    "INDICATORS",
    "NetPromoter",
    "acsi_score",
    "cb_index",
    "cb_ratios",
    "complaints",
    "csat",
    "csat_interval",
    "disconfirmation",
    "explain_acsi_score",
    "explain_cb_index",
    "explain_complaint_rate",
    "explain_csat",
    "explain_fong",
    "explain_nps",
    "explain_reach",
    "indicator_panel",
    "kano",
    "loyalty",
    "loyalty_types",
    "nps",
    "nps_groups",
    "nps_interval",
    "repeat_purchases",
    "servqual",
    "word_of_mouth",
]
