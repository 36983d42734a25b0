"""Short messages to people's phones, by whatever provider an installation has.

`QAMTU_SMS_PROVIDER` names a function, `package.module:function`; it takes the phone (ten digits
after +7) and the text, and raises `SmsFailed` with what the provider answered. Where none is named,
a message waits on the list of the office, and a member of staff passes it on.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from django.conf import settings
from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person

from .models import PhoneMessage

Provider = Callable[[str, str], None]


class SmsFailed(Exception):
    """The provider did not take a message; the text is its answer."""


class MessageRefused(FactRefused):
    """«no-phone», «message-passed-on»."""


def provider() -> Provider | None:
    """The function that sends, where the installation names one."""
    name = settings.SMS_PROVIDER
    if not name:
        return None
    module, _colon, function = name.partition(":")
    return cast(Provider, getattr(import_module(module), function))


def send_message(*, person: Person, text: str, by: User) -> PhoneMessage:
    """A message to the person's first phone. Raises `MessageRefused` («no-phone»).

    It is kept before it is sent: what a provider refuses waits for a member of staff.
    """
    if not person.phones:
        raise MessageRefused("no-phone", person=person.full_name)
    message = PhoneMessage.objects.create(
        office_id=person.office_id, person=person, phone=person.phones[0], text=text, written_by=by
    )
    send = provider()
    if send is None:
        return message
    try:
        send(message.phone, text)
    except SmsFailed as answer:
        message.state, message.problem = PhoneMessage.State.FAILED, str(answer)[:250]
    else:
        message.state, message.text = PhoneMessage.State.SENT, ""
    message.save()
    return message


@transaction.atomic
def pass_on(message: PhoneMessage) -> None:
    """A member of staff has told the person. Raises `MessageRefused` where that was done."""
    locked = PhoneMessage.objects.select_for_update().get(pk=message.pk)
    if locked.state == PhoneMessage.State.SENT:
        raise MessageRefused("message-passed-on")
    locked.state, locked.text, locked.problem = PhoneMessage.State.SENT, "", ""
    locked.save()


def waiting_messages(office_id: int) -> list[PhoneMessage]:
    """What no one has sent or passed on yet, the newest first."""
    found = PhoneMessage.objects.filter(office_id=office_id).exclude(state=PhoneMessage.State.SENT)
    return list(found.select_related("person"))
