"""The workflow: one table (transition, from, to). A measure names its steps, rarely adds one."""

from dataclasses import dataclass, replace

from qamtu.accounts.models import Role
from qamtu.trilingual import Names

NEW = "new"
REGISTERED = "registered"
CHECKED = "checked"
APPROVED = "approved"
CARRIED_OUT = "carried_out"
REFUSED = "refused"
WITHDRAWN = "withdrawn"
CLOSED = "closed"

STATE_NAMES: dict[str, Names] = {
    NEW: Names("жаңа", "новое", "new"),
    REGISTERED: Names("тіркелді", "зарегистрировано", "registered"),
    CHECKED: Names("тексерілді", "проверено", "checked"),
    APPROVED: Names("мақұлданды", "одобрено", "approved"),
    CARRIED_OUT: Names("орындалды", "исполнено", "carried out"),
    REFUSED: Names("бас тартылды", "отказано", "refused"),
    WITHDRAWN: Names("қайтарып алынды", "отозвано", "withdrawn"),
    CLOSED: Names("жабылды", "закрыто", "closed"),
}

DESK = frozenset({Role.CLERK, Role.SPECIALIST, Role.HEAD})
SPECIALISTS = frozenset({Role.SPECIALIST, Role.HEAD})
HEADS = frozenset({Role.HEAD})
ACCOUNTANTS = frozenset({Role.ACCOUNTANT})


@dataclass(frozen=True)
class Transition:
    """One act on a case. `target` None: the state stays. `roles`: who may do it."""

    code: str
    sources: frozenset[str]
    target: str | None
    names: Names
    roles: frozenset[Role]
    needs_reason: bool = False
    takes_money: bool = False
    is_once: bool = True


@dataclass(frozen=True)
class Workflow:
    """The transitions of a measure, by code."""

    transitions: dict[str, Transition]

    def __getitem__(self, code: str) -> Transition:
        return self.transitions[code]

    def __contains__(self, code: str) -> bool:
        return code in self.transitions

    def from_state(self, state: str) -> list[Transition]:
        """The acts that are possible in this state, in the table's order."""
        return [t for t in self.transitions.values() if state in t.sources]


STANDARD: tuple[Transition, ...] = (
    Transition(
        "open", frozenset({NEW}), REGISTERED, Names("Тіркеу", "Регистрация", "Register"), DESK
    ),
    Transition(
        "check",
        frozenset({REGISTERED}),
        CHECKED,
        Names("Құжаттарды тексеру", "Проверка документов", "Check the papers"),
        DESK,
    ),
    Transition(
        "approve",
        frozenset({REGISTERED, CHECKED}),
        APPROVED,
        Names("Мақұлдау", "Одобрение", "Approve"),
        SPECIALISTS,
    ),
    Transition(
        "refuse",
        frozenset({REGISTERED, CHECKED}),
        REFUSED,
        Names("Бас тарту", "Отказ", "Refuse"),
        SPECIALISTS,
        needs_reason=True,
    ),
    Transition(
        "withdraw",
        frozenset({REGISTERED, CHECKED, APPROVED}),
        WITHDRAWN,
        Names("Өтінішті қайтарып алу", "Отзыв заявления", "Withdraw"),
        DESK,
        needs_reason=True,
    ),
    Transition(
        "carry_out",
        frozenset({APPROVED}),
        CARRIED_OUT,
        Names("Орындау", "Исполнение", "Carry out"),
        SPECIALISTS,
    ),
    Transition(
        "pay",
        frozenset({APPROVED, CARRIED_OUT}),
        None,
        Names("Төлеу", "Выплата", "Pay"),
        ACCOUNTANTS,
        takes_money=True,
        is_once=False,
    ),
    Transition(
        "close",
        frozenset({APPROVED, CARRIED_OUT}),
        CLOSED,
        Names("Істі жабу", "Закрытие дела", "Close"),
        SPECIALISTS,
    ),
)


def standard_workflow(**step_names: Names) -> Workflow:
    """The common flow, with the steps that a measure calls by its own words.

    >>> standard_workflow(approve=Names("Жолдау", "Направление", "Refer"))["approve"].names.en
    'Refer'
    """
    unknown = set(step_names) - {step.code for step in STANDARD}
    if unknown:
        raise ValueError(f"no such step in the standard workflow: {', '.join(sorted(unknown))}")
    return Workflow(
        {step.code: replace(step, names=step_names.get(step.code, step.names)) for step in STANDARD}
    )
