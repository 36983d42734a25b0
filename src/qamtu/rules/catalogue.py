"""The programmes that are modelled, by the name of their folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .bastau import formulas as bastau
from .civil_registry import formulas as civil_registry
from .civil_registry import remedies as civil_remedies
from .fuel_aid import formulas as fuel_aid
from .fuel_aid import remedies as fuel_remedies
from .invataxi import formulas as invataxi
from .job_quota import formulas as job_quota
from .microcredit import formulas as microcredit
from .microcredit import remedies as loan_remedies
from .personal_assistant import formulas as personal_assistant
from .personal_assistant import remedies as assistant_remedies
from .programme import Programme
from .remedies import Remedy
from .social_aid import formulas as social_aid
from .social_aid import remedies as aid_remedies
from .social_package import formulas as social_package
from .startup_grant import formulas as startup_grant
from .startup_grant import remedies as grant_remedies
from .subsidised_jobs import formulas as subsidised_jobs
from .targeted_assistance import facts as targeted_facts
from .targeted_assistance import formulas as targeted_assistance
from .targeted_assistance import remedies as targeted_remedies
from .test_site import formulas as test_site


@dataclass(frozen=True)
class Modelled:
    """A programme with its reader of facts, the steps that are grounds of refusal, and what would
    change these.
    """

    programme: Programme
    read: Callable[[Mapping[str, Any], date], dict[str, Any]]
    grounds: tuple[str, ...]
    remedies: Mapping[str, Remedy] = field(default_factory=dict)


PROGRAMMES: dict[str, Modelled] = {
    "targeted_assistance": Modelled(
        targeted_facts.PROGRAMME,
        targeted_facts.read_family,
        targeted_assistance.GROUNDS,
        targeted_remedies.REMEDIES,
    ),
    "social_package": Modelled(
        social_package.PROGRAMME, social_package.read_child, social_package.GROUNDS
    ),
    "fuel_aid": Modelled(
        fuel_aid.PROGRAMME, fuel_aid.read_specialist, fuel_aid.GROUNDS, fuel_remedies.REMEDIES
    ),
    "social_aid": Modelled(
        social_aid.PROGRAMME, social_aid.read_applicant, social_aid.GROUNDS, aid_remedies.REMEDIES
    ),
    "subsidised_jobs": Modelled(
        subsidised_jobs.PROGRAMME, subsidised_jobs.read_month, subsidised_jobs.GROUNDS
    ),
    "startup_grant": Modelled(
        startup_grant.PROGRAMME,
        startup_grant.read_application,
        startup_grant.GROUNDS,
        grant_remedies.REMEDIES,
    ),
    "job_quota": Modelled(job_quota.PROGRAMME, job_quota.read_employer, job_quota.GROUNDS),
    "microcredit": Modelled(
        microcredit.PROGRAMME,
        microcredit.read_loan,
        microcredit.GROUNDS,
        loan_remedies.REMEDIES,
    ),
    "personal_assistant": Modelled(
        personal_assistant.PROGRAMME,
        personal_assistant.read_pair,
        personal_assistant.GROUNDS,
        assistant_remedies.REMEDIES,
    ),
    "bastau": Modelled(bastau.PROGRAMME, bastau.read_listener, bastau.GROUNDS),
    "civil_registry": Modelled(
        civil_registry.PROGRAMME,
        civil_registry.read_act,
        civil_registry.GROUNDS,
        civil_remedies.REMEDIES,
    ),
    "invataxi": Modelled(invataxi.PROGRAMME, invataxi.read_rider, invataxi.GROUNDS),
    "test_site": Modelled(test_site.PROGRAMME, test_site.read_person, test_site.GROUNDS),
}
