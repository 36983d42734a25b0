"""What the employment measures keep beside their cases: one module for each field of work."""

from .placements import (
    Agreement,
    EmployerLink,
    PaidMonth,
    Placement,
    PlacementEnd,
    Timesheet,
)
from .seekers import JobWatch, PlanStep, Referral, ReferralAnswer, Removal, SeekerProfile, Visit
from .vacancies import Vacancy

__all__ = [
    "Agreement",
    "EmployerLink",
    "JobWatch",
    "PaidMonth",
    "Placement",
    "PlacementEnd",
    "PlanStep",
    "Referral",
    "ReferralAnswer",
    "Removal",
    "SeekerProfile",
    "Timesheet",
    "Vacancy",
    "Visit",
]
