"""Synthetic data for the course: seeded, so that everyone can draw the same again."""

from crm_models.datasets.bank_tiers import BankTiers, bank_tiers
from crm_models.datasets.bank_upgrades import BankUpgrades, bank_upgrades
from crm_models.datasets.campus import CampusStore, campus_store
from crm_models.datasets.long_tail import long_tail
from crm_models.datasets.online_shop import OnlineShop, online_shop
from crm_models.datasets.subscriptions import Subscriptions, subscriptions

__all__ = [
    "BankTiers",
    "BankUpgrades",
    "CampusStore",
    "OnlineShop",
    "Subscriptions",
    "bank_tiers",
    "bank_upgrades",
    "campus_store",
    "long_tail",
    "online_shop",
    "subscriptions",
]
