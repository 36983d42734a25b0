"""What is kept of living with a disability beside the cases: one module for each field of work."""

from .assistants import (
    AssistanceMonth,
    AssistanceVisit,
    Pairing,
    PairingEnd,
    PairingLink,
    VisitWord,
)
from .portal import (
    Offer,
    OfferEnd,
    OfferPhoto,
    OfferPrice,
    SupplierApplication,
    SupplierDecision,
    SupplierEnd,
    SupplierPaper,
    SupplyLink,
)
from .programmes import ItemOrder, ItemRefusal, OrderStep, Programme, ProgrammeItem
from .register import Examination
from .supply import SupplyAct, SupplyActLine, SupplyAnswer, SupplyRequest

__all__ = [
    "AssistanceMonth",
    "AssistanceVisit",
    "Examination",
    "ItemOrder",
    "ItemRefusal",
    "Offer",
    "OfferEnd",
    "OfferPhoto",
    "OfferPrice",
    "OrderStep",
    "Pairing",
    "PairingEnd",
    "PairingLink",
    "Programme",
    "ProgrammeItem",
    "SupplierApplication",
    "SupplierDecision",
    "SupplierEnd",
    "SupplierPaper",
    "SupplyAct",
    "SupplyActLine",
    "SupplyAnswer",
    "SupplyLink",
    "SupplyRequest",
    "VisitWord",
]
