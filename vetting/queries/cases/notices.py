"""Whom a change concerns, on the provider's side."""

from django.db.models import QuerySet

from directory.models import Provider
from vetting.enums import CheckScope
from vetting.queries.clearances.evidence import Subject


def providers_of(subject: Subject) -> QuerySet[Provider]:
    """The providers whose offers rest on the subject."""
    scope, pk = subject
    if scope == CheckScope.PERSON:
        return Provider.objects.filter(provider_people__person=pk, provider_people__left_on=None).distinct()
    field = {CheckScope.ORGANISATION: "pk", CheckScope.VENUE: "venues", CheckScope.OFFER: "offers"}[scope]
    return Provider.objects.filter(**{field: pk})
