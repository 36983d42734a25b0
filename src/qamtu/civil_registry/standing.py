"""What stands: a record's actions, its newest entry, its persons; who is married, dead, born."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from qamtu.accounts.models import Office
from qamtu.people.models import Person, StatusPeriod

from .models import CivilAction, CivilCertificate, CivilEntry, CivilParty, CivilRecord
from .words import ASKED, ENDED, Kind


@dataclass
class Standing:
    """A record as it stands: read once, for a page or a verb."""

    record: CivilRecord
    actions: list[CivilAction] = field(default_factory=list)
    entry: CivilEntry | None = None
    parties: dict[str, CivilParty] = field(default_factory=dict)
    certificates: list[CivilCertificate] = field(default_factory=list)

    def action(self, *kinds: str) -> CivilAction | None:
        """The newest action of these kinds."""
        return next((one for one in reversed(self.actions) if one.kind in kinds), None)

    @property
    def state(self) -> str:
        """«declared», «checked», «registered», «refused», «annulled»."""
        found = self.action("declared", "checked", "registered", "refused", "annulled")
        return found.kind if found else ""

    @property
    def registered(self) -> CivilAction | None:
        return self.action("registered")

    @property
    def number(self) -> str:
        """As papers write it: «12/2021», or as the book or the body outside gave it."""
        return number_of(self.registered)

    @property
    def event_on(self) -> date | None:
        return self.entry.event_on if self.entry else None

    def said(self, code: str) -> str:
        """A field of the newest entry, or nothing."""
        return str(self.entry.content.get(code, "")) if self.entry else ""


def number_of(action: CivilAction | None) -> str:
    if action is None:
        return ""
    return f"{action.number}/{action.year}" if action.number else action.given_number


def standing_of(record: CivilRecord) -> Standing:
    """One record; see `standing_all`."""
    return standing_all([record])[record.pk]


def standing_all(records: Sequence[CivilRecord]) -> dict[int, Standing]:
    """Records as they stand: four questions to the database, however many."""
    found = {one.pk: Standing(one) for one in records}
    for action in CivilAction.objects.live().filter(record__in=found).order_by("pk"):
        found[action.record_id].actions.append(action)
    for entry in CivilEntry.objects.live().filter(record__in=found).order_by("pk"):
        found[entry.record_id].entry = entry
    newest: dict[tuple[int, str], CivilParty] = {}
    parties = CivilParty.objects.live().filter(record__in=found).select_related("person")
    for party in parties.order_by("pk"):
        newest[party.record_id, party.role] = party
    for one in found.values():
        if one.entry is not None:
            at = one.entry.action_id
            must, may = ASKED[one.record.kind]
            one.parties = {
                role: newest[one.record.pk, role]
                for role in (*must, *may)
                if (one.record.pk, role) in newest and newest[one.record.pk, role].action_id == at
            }
    for certificate in CivilCertificate.objects.live().filter(record__in=found).order_by("pk"):
        found[certificate.record_id].certificates.append(certificate)
    return found


def records_of(
    office: Office,
    kind: str,
    *,
    role: str = "",
    iins: Iterable[str] = (),
    people: Iterable[int] = (),
) -> list[Standing]:
    """The records of a kind in which one of these persons stands today (in a role), not ended."""
    wanted_iins, wanted = {one for one in iins if one}, set(people)
    if not wanted_iins and not wanted:
        return []
    parties = CivilParty.objects.live().filter(office=office, record__kind=kind)
    by_iin = parties.filter(iin__in=wanted_iins) if wanted_iins else parties.none()
    by_person = parties.filter(person__in=wanted) if wanted else parties.none()
    keys = {one.record_id for one in [*by_iin, *by_person]}
    found = standing_all(list(CivilRecord.objects.live().filter(pk__in=keys)))
    return [
        one
        for one in found.values()
        if one.state not in ENDED
        and any(
            (party.iin in wanted_iins and party.iin) or party.person_id in wanted
            for at, party in one.parties.items()
            if not role or at == role
        )
    ]


def died_on(person: Person | None) -> date | None:
    """The day of death that the register has."""
    if person is None:
        return None
    return (
        StatusPeriod.objects.live()
        .filter(person=person, kind="deceased")
        .values_list("valid_from", flat=True)
        .first()
    )


def standing_marriages(office: Office, iins: Iterable[str], day: date) -> list[Standing]:
    """Registered marriages of these persons that no divorce or death has ended by the day."""
    found = []
    for one in records_of(office, Kind.MARRIAGE, iins=iins):
        if one.state != "registered" or (one.event_on or day) > day:
            continue
        if divorce_of(one) is not None:
            continue
        deaths = [died_on(party.person) for party in one.parties.values()]
        if any(death is not None and death <= day for death in deaths):
            continue
        found.append(one)
    return found


def divorce_of(marriage: Standing) -> Standing | None:
    """The registered divorce of a marriage."""
    records = CivilRecord.objects.live().filter(base=marriage.record, kind=Kind.DIVORCE)
    for one in standing_all(list(records)).values():
        if one.state == "registered":
            return one
    return None
