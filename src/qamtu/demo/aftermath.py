"""Who finished a measure is looked at again: most of those whose three or six months are over."""

from qamtu.employment.watches import Found, Watched, due_watches, watch_all

from .flows import District

LOOKED_AT = 0.8
EVIDENCE = "БЖЗҚ жарналары туралы тізім № 1"
# Of a hundred, how many work and how many have a business.
FOUND = {
    "permanent_job": (86, 0),
    "bastau": (14, 38),
    "startup_grant": (3, 84),
    "microcredit": (6, 82),
    "social_job": (55, 4),
    "youth_practice": (48, 5),
    "public_works": (27, 6),
}
USUAL = (60, 5)


def look_again(district: District) -> None:
    """One list of what was found on the last day of the plan."""
    rng, day = district.rng, district.as_of
    watched = []
    for due in due_watches(district.office, day):
        if rng.random() > LOOKED_AT:
            continue
        work, business = FOUND.get(due.finish.measure, USUAL)
        chance = rng.randrange(100)
        found = Found.WORKS if chance < work else Found.NEITHER
        if work <= chance < work + business:
            found = Found.BUSINESS
        watched.append(Watched(due.finish.case_id, due.after_months, found))
    if watched:
        watch_all(
            office=district.office,
            watched=watched,
            day=day,
            evidence=EVIDENCE,
            by=district.specialist,
        )
