"""What the queue can be narrowed to."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from accounts.models import User
from core import clock
from directory.models import OfferVersion
from vetting.admin.cases.queue_tabs import belongs_to, own_authorities
from vetting.enums import CaseKind
from vetting.models import Case, Officer, PlannedUse, VettingAuthority
from vetting.policies.roles import WORKING
from vetting.states import CaseState

WHOSE = [
    ("me", _("Mine: I have it")),
    ("second", _("A second officer's: I could verify and decide")),
    ("nobody", _("Nobody's yet")),
    ("provider", _("The provider's")),
    ("others", _("Another officer's")),
]
AGES = [("7", _("More than a week ago")), ("14", _("More than two weeks ago")), ("28", _("More than four weeks ago"))]


def authorities_of_user(request: Any) -> QuerySet[VettingAuthority]:
    return own_authorities(request.user)


def officers_beside(request: Any) -> QuerySet[User]:
    """Everybody who works in an authority of the user's."""
    parts = Officer.objects.acting().filter(authority__in=own_authorities(request.user), role__in=WORKING)
    return User.objects.filter(pk__in=parts.values("user")).order_by("first_name", "last_name", "pk")


def about(words: str) -> Q:
    """Cases of this reference, provider, offer or person."""
    versions = OfferVersion.objects.filter(Q(title__icontains=words) | Q(people__name__icontains=words))
    return Q(reference__icontains=words) | Q(provider__name__icontains=words) | Q(version__in=versions.values("pk"))


class CaseFilterSet(WagtailFilterSet):
    whose = django_filters.ChoiceFilter(
        label=_("Whose move"), choices=WHOSE, empty_label=_("Anybody's"), method="of_whom", widget=forms.RadioSelect
    )
    late = django_filters.ChoiceFilter(
        label=_("Overdue"), choices=[("yes", _("Past the target"))], empty_label=_("All"), method="past_target", widget=forms.RadioSelect
    )
    officer = django_filters.ModelChoiceFilter(label=_("With"), field_name="claimed_by", queryset=officers_beside, empty_label=_("Anybody"))
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CaseState.choices, widget=forms.CheckboxSelectMultiple)
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=CaseKind.choices, widget=forms.CheckboxSelectMultiple)
    age = django_filters.ChoiceFilter(
        label=_("Handed in"), choices=AGES, empty_label=_("Any time"), method="older_than", widget=forms.RadioSelect
    )
    risk = django_filters.ChoiceFilter(
        label=_("At risk"),
        choices=[("sessions", _("Schools have planned sessions on it"))],
        empty_label=_("All"),
        method="with_sessions",
        widget=forms.RadioSelect,
    )
    authority = django_filters.ModelMultipleChoiceFilter(
        label=_("Authority"), queryset=authorities_of_user, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def of_whom(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        return cases.filter(belongs_to(self.request.user)[value])

    def past_target(self, cases: QuerySet[Case], _name: str, _value: str) -> QuerySet[Case]:
        return cases.filter(belongs_to(self.request.user)["late"])

    def older_than(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        return cases.filter(submitted_at__lt=clock.now() - datetime.timedelta(days=int(value)))

    def with_sessions(self, cases: QuerySet[Case], _name: str, _value: str) -> QuerySet[Case]:
        planned = PlannedUse.objects.filter(date__gte=clock.today())
        return cases.filter(offer__in=planned.values("offer"))
