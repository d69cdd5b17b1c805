"""How long the directory keeps providers, people and pages of the diary."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.retention import Action, Basis, Rule, period, register
from directory.models import Provider
from directory.queries import retention
from directory.services.retention import close_unused, forget_contact, forget_providers, warn_unused

PROVIDER = {
    "provider": ("pk",),
    "person": ("provider_people__person",),
    "local_authority": ("home_authority",),
}
PERSON = {
    "person": ("pk",),
    "provider": ("provider_links__provider",),
    "local_authority": ("provider_links__provider__home_authority",),
}
DIARY = {
    "person": ("person",),
    "provider": ("person__provider_links__provider", "space__venue__provider"),
    "local_authority": ("person__provider_links__provider__home_authority", "space__venue__provider__home_authority"),
}


def warned_in_vain(before: datetime.datetime) -> QuerySet[Provider]:
    return retention.warned_in_vain(before, unused_since=clock.now() - period("unused_providers"))


register(
    Rule(
        name="directory.exceptions",
        title=_("Days away, and other days that differed"),
        counts_from=_("the last of those days"),
        keep="availability",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Nobody asks when somebody was away last year."),
        due=retention.old_exceptions,
        hangs_on=DIARY,
    ),
    Rule(
        name="directory.windows",
        title=_("Weekly times that have ended"),
        counts_from=_("their last day"),
        keep="availability",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As days away."),
        due=retention.old_windows,
        hangs_on=DIARY,
    ),
    Rule(
        name="directory.claims",
        title=_("Who and what was taken when, and where"),
        counts_from=_("the end of that time"),
        keep="claims",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("The booking itself says what took place."),
        due=retention.old_claims,
        hangs_on=DIARY,
    ),
    Rule(
        name="directory.unused_providers",
        title=_("Providers that nobody uses: they are warned by mail"),
        counts_from=_("the last sign-in, change of an offer, or booking"),
        keep="unused_providers",
        action=Action.CLOSE,
        basis=Basis.CUSTOM,
        source=_("UK GDPR, Article 5(1)(d) and (e); the number is custom."),
        due=retention.to_warn,
        apply=warn_unused,
        hangs_on=PROVIDER,
    ),
    Rule(
        name="directory.warned_providers",
        title=_("Providers that were warned, and are closed"),
        counts_from=_("the day of the warning"),
        keep="warned_providers",
        action=Action.CLOSE,
        basis=Basis.CUSTOM,
        source=_("As before."),
        due=warned_in_vain,
        apply=close_unused,
        hangs_on=PROVIDER,
    ),
    Rule(
        name="directory.closed_providers",
        title=_("Address, telephone and place of closed providers"),
        counts_from=_("the day on which it was closed"),
        keep="closed_providers",
        action=Action.ANONYMISE,
        basis=Basis.CUSTOM,
        source=_("A year in which somebody may come back."),
        due=retention.closed_providers,
        apply=forget_contact,
        hangs_on=PROVIDER,
        also=("directory.ProviderMember", "directory.Venue"),
    ),
    Rule(
        name="directory.former_providers",
        title=_("Names of closed providers on which nothing rests any more"),
        counts_from=_("the day on which it was closed"),
        keep="people",
        action=Action.ANONYMISE,
        basis=Basis.CUSTOM,
        source=_("As long as decisions, statements and bookings."),
        due=retention.former_providers,
        apply=forget_providers,
        hangs_on=PROVIDER,
        also=("directory.ProviderMember",),
    ),
    Rule(
        name="directory.people",
        title=_("People who no longer teach, and on whom nothing rests any more"),
        counts_from=_("the end of their part in the last provider"),
        keep="people",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As long as decisions, statements and bookings."),
        due=retention.former_people,
        hangs_on=PERSON,
        also=("directory.ProviderPerson", "directory.AvailabilityWindow", "directory.AvailabilityException"),
    ),
)
