"""What is kept of living with a disability beside the cases: one module for each field of work."""

from .assistants import (
    AssistanceMonth,
    AssistanceVisit,
    Pairing,
    PairingEnd,
    PairingLink,
    VisitWord,
)
from .programmes import ItemOrder, ItemRefusal, OrderStep, Programme, ProgrammeItem
from .register import Examination

__all__ = [
    "AssistanceMonth",
    "AssistanceVisit",
    "Examination",
    "ItemOrder",
    "ItemRefusal",
    "OrderStep",
    "Pairing",
    "PairingEnd",
    "PairingLink",
    "Programme",
    "ProgrammeItem",
    "VisitWord",
]
