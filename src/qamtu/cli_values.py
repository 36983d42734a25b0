"""Days and moments as they are written on the command line."""

from datetime import UTC, date, datetime
from typing import Any

import click


class Day(click.ParamType[date]):
    """A day written 2021-11-15 or 15.11.2021."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        self.fail(f"«{value}» is not a day; write it as 2021-11-15", param, ctx)


class Moment(click.ParamType[datetime]):
    """A moment in ISO form; without a zone it is local time, a day alone is its last second."""

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"«{value}» is not a moment; write it as 2021-11-15T18:00", param, ctx)
        if len(value) <= 10:
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999999)
        if moment.tzinfo is None:
            from django.utils.timezone import get_default_timezone

            moment = moment.replace(tzinfo=get_default_timezone())
        return moment.astimezone(UTC)


DAY, MOMENT = Day(), Moment()
