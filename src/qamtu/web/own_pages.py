"""Where the measures are opened that the rules decide: on pages of their own."""

from django.utils.translation import gettext as _

# By the page's route.
OWN_PAGES: dict[str, tuple[str, ...]] = {
    "assistance": ("targeted_assistance",),
    "fuel-aid": ("fuel_aid",),
    "local-aid": ("social_aid",),
    "packages": ("social_package",),
    "test-site": ("test_site_compensation", "test_site_aid"),
    "grants": ("startup_grant",),
    "quotas": (
        "quota_disabled",
        "quota_probation",
        "quota_released",
        "quota_orphan_youth",
        "quota_youth",
    ),
    "new-jobs": ("new_jobs",),
    "resocialisation": ("resocialisation_support",),
    "new-contract": ("resocialisation", "social_order_contract", "invataxi_contract"),
    "civil": (
        "civil_birth",
        "civil_death",
        "civil_marriage",
        "civil_divorce",
        "civil_paternity",
        "civil_name_change",
    ),
}


def own_page_of(measure: str) -> str:
    """The route on which a measure of the rules is opened.

    >>> own_page_of("fuel_aid")
    'fuel-aid'
    """
    return next(page for page, measures in OWN_PAGES.items() if measure in measures)


def title_of(page: str) -> str:
    """What a page of a measure is called, in the reader's language."""
    titles = {
        "assistance": _("Targeted assistance"),
        "fuel-aid": _("Fuel aid for rural specialists"),
        "local-aid": _("Local social aid"),
        "packages": _("Guaranteed social package"),
        "test-site": _("Semipalatinsk test site"),
        "grants": _("Startup grants"),
        "quotas": _("Job quotas"),
        "new-jobs": _("New jobs"),
        "resocialisation": _("Resocialisation"),
        "new-contract": _("Sign a contract"),
        "civil": _("Acts of civil status"),
    }
    return titles[page]
