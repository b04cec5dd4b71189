"""Synthetic data for the course: seeded, so that everyone can draw the same again."""

from crm_models.datasets.bank_tiers import BankTiers, bank_tiers
from crm_models.datasets.bank_upgrades import BankUpgrades, bank_upgrades
from crm_models.datasets.campus import CampusStore, campus_store
from crm_models.datasets.complaint_log import complaint_log
from crm_models.datasets.kano_survey import KanoSurvey, kano_survey
from crm_models.datasets.long_tail import long_tail
from crm_models.datasets.loyalty_panel import loyalty_panel
from crm_models.datasets.online_shop import OnlineShop, online_shop
from crm_models.datasets.service_survey import ServiceSurvey, service_survey
from crm_models.datasets.subscriptions import Subscriptions, subscriptions
from crm_models.datasets.tea_chain import TeaChain, tea_chain
from crm_models.datasets.tea_shop import TeaShop, tea_shop

__all__ = [
    "BankTiers",
    "BankUpgrades",
    "CampusStore",
    "KanoSurvey",
    "OnlineShop",
    "ServiceSurvey",
    "Subscriptions",
    "TeaChain",
    "TeaShop",
    "bank_tiers",
    "bank_upgrades",
    "campus_store",
    "complaint_log",
    "kano_survey",
    "long_tail",
    "loyalty_panel",
    "online_shop",
    "service_survey",
    "subscriptions",
    "tea_chain",
    "tea_shop",
]
