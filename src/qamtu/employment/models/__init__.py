"""What the employment measures keep beside their cases: one module for each field of work."""

from .grants import (
    GrantApplication,
    GrantContract,
    GrantCriterion,
    GrantDecision,
    GrantItem,
    GrantMember,
    GrantPhoto,
    GrantProtocol,
    GrantReceipt,
    GrantRound,
    GrantSheet,
    GrantVisit,
)
from .new_jobs import NewJob, NewJobReview
from .placements import (
    Agreement,
    EmployerLink,
    PaidMonth,
    Placement,
    PlacementEnd,
    Timesheet,
)
from .quotas import (
    EmployerQuota,
    QuotaAnswer,
    QuotaHire,
    QuotaLeaving,
    QuotaLetter,
    QuotaResolution,
)
from .resocialisation import SupportNeeds, SupportOutcome, SupportService
from .seekers import JobWatch, PlanStep, Referral, ReferralAnswer, Removal, SeekerProfile, Visit
from .vacancies import Vacancy

__all__ = [
    "Agreement",
    "EmployerLink",
    "EmployerQuota",
    "GrantApplication",
    "GrantContract",
    "GrantCriterion",
    "GrantDecision",
    "GrantItem",
    "GrantMember",
    "GrantPhoto",
    "GrantProtocol",
    "GrantReceipt",
    "GrantRound",
    "GrantSheet",
    "GrantVisit",
    "JobWatch",
    "NewJob",
    "NewJobReview",
    "PaidMonth",
    "Placement",
    "PlacementEnd",
    "PlanStep",
    "QuotaAnswer",
    "QuotaHire",
    "QuotaLeaving",
    "QuotaLetter",
    "QuotaResolution",
    "Referral",
    "ReferralAnswer",
    "Removal",
    "SeekerProfile",
    "SupportNeeds",
    "SupportOutcome",
    "SupportService",
    "Timesheet",
    "Vacancy",
    "Visit",
]
