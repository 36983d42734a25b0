"""Incomes and decisions; sets of the social package; what a maslikhat decided, and its aid."""

from .decisions import Decision, Income
from .local_aid import AidAct, AidCategory, AidGrant
from .packages import PackageAct, PackageOutcome, PackageSet

__all__ = [
    "AidAct",
    "AidCategory",
    "AidGrant",
    "Decision",
    "Income",
    "PackageAct",
    "PackageOutcome",
    "PackageSet",
]
