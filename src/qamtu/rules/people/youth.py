"""Who is young: derived from age on the day, by the band of that day."""

from datetime import date

from qamtu.rules.parameters import parameters


def youth_bands() -> list[tuple[date, date | None, int, int]]:
    """(first day, first day of the next band or None, youngest, oldest included), oldest first."""
    table = parameters("people")
    low, high = table["youth_age_from"], table["youth_age_to"]
    starts = sorted({value.since for value in (*low.values, *high.values)})
    ends: list[date | None] = [*starts[1:], None]
    return [
        (start, end, int(low.on(start).value), int(high.on(start).value))
        for start, end in zip(starts, ends, strict=True)
    ]


def is_young(age: int, day: date) -> bool:
    """True when a person of this age belongs to the youth on that day."""
    table = parameters("people")
    return table["youth_age_from"].on(day).value <= age <= table["youth_age_to"].on(day).value
