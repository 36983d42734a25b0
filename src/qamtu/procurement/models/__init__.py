"""Contracts from need to closing, the social order, aid to people harmed by the test site."""

from .changes import ContractChange, ContractEnd, Penalty, PenaltyStep, StageChange
from .contracts import (
    AcceptanceAct,
    ActDecision,
    ActLine,
    Contract,
    ContractStage,
    StagePayment,
)
from .needs import Lot, LotOutcome, Need
from .social_orders import (
    BidSheet,
    Competition,
    CompetitionOutcome,
    MonitoringVisit,
    OrderAssessment,
    OrderBid,
    OrderCriterion,
    OrderMember,
    OrderRecipient,
    OrderTheme,
    ThemeStep,
)
from .test_site import (
    SiteAid,
    SiteCertificate,
    SiteClaim,
    SiteCompensation,
    SiteResidence,
)

__all__ = [
    "AcceptanceAct",
    "ActDecision",
    "ActLine",
    "BidSheet",
    "Competition",
    "CompetitionOutcome",
    "Contract",
    "ContractChange",
    "ContractEnd",
    "ContractStage",
    "Lot",
    "LotOutcome",
    "MonitoringVisit",
    "Need",
    "OrderAssessment",
    "OrderBid",
    "OrderCriterion",
    "OrderMember",
    "OrderRecipient",
    "OrderTheme",
    "Penalty",
    "PenaltyStep",
    "SiteResidence",
    "StageChange",
    "StagePayment",
    "SiteAid",
    "SiteCertificate",
    "SiteClaim",
    "SiteCompensation",
    "ThemeStep",
]
