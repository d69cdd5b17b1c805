"""What the queue can be narrowed to."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from vetting.enums import CaseKind
from vetting.models import Case, VettingAuthority
from vetting.states import CaseState

WHOSE = [
    ("me", _("Mine: I have it")),
    ("second", _("A second officer's: I could verify and decide")),
    ("nobody", _("Nobody's yet")),
    ("provider", _("The provider's")),
    ("others", _("Another officer's")),
]


def own_authorities(request: Any) -> QuerySet[VettingAuthority]:
    """Those that the user has a part in."""
    parts = request.user.officer_roles.filter(ended_at=None)
    return VettingAuthority.objects.filter(pk__in=parts.values("authority"))


class CaseFilterSet(WagtailFilterSet):
    whose = django_filters.ChoiceFilter(
        label=_("Whose move"), choices=WHOSE, empty_label=_("Anybody's"), method="of_whom", widget=forms.RadioSelect
    )
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CaseState.choices, widget=forms.CheckboxSelectMultiple)
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=CaseKind.choices, widget=forms.CheckboxSelectMultiple)
    authority = django_filters.ModelMultipleChoiceFilter(
        label=_("Authority"), queryset=own_authorities, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def of_whom(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        user = self.request.user
        recommended = Q(state=CaseState.RECOMMENDED)
        mine = Q(state=CaseState.CLAIMED, claimed_by=user)
        second = recommended & ~Q(recommended_by=user) & ~Q(submitted_by=user)
        of_whom = {
            "me": mine,
            "second": second,
            "nobody": Q(state=CaseState.OPEN),
            "provider": Q(state=CaseState.WAITING_ON_PROVIDER),
            "others": (Q(state=CaseState.CLAIMED) & ~mine) | (recommended & ~second),
        }
        return cases.filter(of_whom[value])
