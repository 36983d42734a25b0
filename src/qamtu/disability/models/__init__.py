"""What is kept of living with a disability beside the cases: one module for each field of work."""

from .assistants import (
    AssistanceMonth,
    AssistanceVisit,
    Pairing,
    PairingEnd,
    PairingLink,
    VisitWord,
)

__all__ = [
    "AssistanceMonth",
    "AssistanceVisit",
    "Pairing",
    "PairingEnd",
    "PairingLink",
    "VisitWord",
]
