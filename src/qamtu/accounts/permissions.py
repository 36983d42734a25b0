"""Who may do what. Each function's docstring says who."""

from .models import Role, User

OFFICE_ROLES = frozenset({Role.CLERK, Role.SPECIALIST, Role.ACCOUNTANT, Role.HEAD, Role.AUDITOR})


def can_see_persons(user: User) -> bool:
    """Everyone who works in an office; not the regional analyst."""
    return user.office_id is not None and user.role in OFFICE_ROLES


def can_see_figures(user: User) -> bool:
    """Everyone who is signed in."""
    return user.is_authenticated


def can_register(user: User) -> bool:
    """Clerk, specialist, head: enter and correct the registers, open a case."""
    return user.office_id is not None and user.role in {Role.CLERK, Role.SPECIALIST, Role.HEAD}


def can_see_money(user: User) -> bool:
    """Everyone who works in an office: plans, budget lines and their entries, contracts."""
    return user.office_id is not None and user.role in OFFICE_ROLES


def can_set_plan(user: User) -> bool:
    """Specialist, head."""
    return user.office_id is not None and user.role in {Role.SPECIALIST, Role.HEAD}


def can_allocate(user: User) -> bool:
    """Accountant, head."""
    return user.office_id is not None and user.role in {Role.ACCOUNTANT, Role.HEAD}


def can_sign_contract(user: User) -> bool:
    """Specialist, head."""
    return user.office_id is not None and user.role in {Role.SPECIALIST, Role.HEAD}


def can_import(user: User) -> bool:
    """Specialist, head."""
    return user.office_id is not None and user.role in {Role.SPECIALIST, Role.HEAD}


def can_export(user: User) -> bool:
    """Specialist, accountant, head, auditor; every export is logged."""
    return user.office_id is not None and user.role in {
        Role.SPECIALIST,
        Role.ACCOUNTANT,
        Role.HEAD,
        Role.AUDITOR,
    }


def can_retract(user: User) -> bool:
    """Head."""
    return user.office_id is not None and user.role == Role.HEAD


def can_sign_report(user: User) -> bool:
    """Head."""
    return user.office_id is not None and user.role == Role.HEAD


def can_read_access_log(user: User) -> bool:
    """Head, auditor."""
    return user.office_id is not None and user.role in {Role.HEAD, Role.AUDITOR}


def can_decide(user: User) -> bool:
    """Specialist, head: assign, refuse or end assistance."""
    return user.office_id is not None and user.role in {Role.SPECIALIST, Role.HEAD}


def can_set_local_law(user: User) -> bool:
    """Specialist, head: enter what an act sets for the district."""
    return user.office_id is not None and user.role in {Role.SPECIALIST, Role.HEAD}


def can_prepare_payments(user: User) -> bool:
    """Specialist, accountant, head: prepare a run, send it to the bank, read the answer."""
    return user.office_id is not None and user.role in {
        Role.SPECIALIST,
        Role.ACCOUNTANT,
        Role.HEAD,
    }


def can_approve_payments(user: User) -> bool:
    """Accountant, head; never the one who prepared the run."""
    return user.office_id is not None and user.role in {Role.ACCOUNTANT, Role.HEAD}


def can_see_adoptions(user: User) -> bool:
    """Head: records of adoption and what birth records said before; each look is logged."""
    return user.office_id is not None and user.role == Role.HEAD
