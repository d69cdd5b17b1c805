"""The list of clearances that the officer's authorities gave."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from vetting.admin.cases.queue_filters import authorities_of_user
from vetting.admin.clearances.page import ClearanceView
from vetting.admin.clearances.subjects import clearances_of, kind_of, name_of
from vetting.admin.listings import WIDE, DayColumn, OfficerIndexView, OfficerViewSet, TagColumn
from vetting.models import Clearance, Suspension
from vetting.queries.clearances.suspensions import is_overdue, overdue, unconfirmed
from vetting.states import ClearanceState

KINDS = [("person", _("People")), ("provider", _("Providers")), ("venue", _("Places")), ("offer", _("Offers"))]
NAMES = ("person__name", "provider__name", "venue__name", "offer__approved_version__title")


class ClearanceFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("Stands"), choices=ClearanceState.choices, widget=forms.CheckboxSelectMultiple)
    kind = django_filters.ChoiceFilter(
        label=_("Of"), choices=KINDS, empty_label=_("Everything"), method="of_kind", widget=forms.RadioSelect
    )
    suspended = django_filters.ChoiceFilter(
        label=_("Suspensions"),
        choices=[("unconfirmed", _("Waiting for a second officer")), ("overdue", _("Overdue for a second officer"))],
        empty_label=_("All"),
        method="not_confirmed",
        widget=forms.RadioSelect,
    )
    authority = django_filters.ModelMultipleChoiceFilter(
        label=_("Authority"), queryset=authorities_of_user, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Clearance
        fields: list[str] = []

    def of_kind(self, clearances: QuerySet[Clearance], _name: str, value: str) -> QuerySet[Clearance]:
        return clearances.filter(**{f"{value}__isnull": False})

    def not_confirmed(self, clearances: QuerySet[Clearance], _name: str, value: str) -> QuerySet[Clearance]:
        wanted = overdue() if value == "overdue" else unconfirmed()
        return clearances.filter(pk__in=wanted.values("clearance"))


def needs_confirming(clearance: Any) -> bool:
    return any(one.confirmed_at is None for one in clearance.open_suspensions)


def standing_of(clearance: Any) -> tuple[str, str]:
    """In words, and how much weight they get."""
    if any(is_overdue(one) for one in clearance.open_suspensions):
        return _g("Suspended, overdue for confirming"), "missing"
    if needs_confirming(clearance):
        return _g("Suspended, to be confirmed"), "yours"
    weights = {ClearanceState.SUSPENDED: "missing", ClearanceState.WITHDRAWN: "others"}
    return str(clearance.get_state_display()), weights.get(clearance.state, "verified")


class ClearanceTitleColumn(TitleColumn):
    cell_template_name = "vetting/admin/clearance_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context) | {"kind": kind_of(instance)}
        return context


class ClearanceIndexView(OfficerIndexView):
    """Withdrawn ones are left out until somebody asks for them."""

    page_title = _("Clearances")
    default_ordering = "-granted_at"
    exported = {
        "of": (_("Of"), name_of),
        "kind": (_("Kind"), kind_of),
        "level": (_("Cleared for"), lambda one: one.get_level_display()),
        "state": (_("Stands"), lambda one: one.get_state_display()),
        "authority": (_("Authority"), lambda one: one.authority.name),
        "granted": (_("Given"), lambda one: one.granted_at),
        "policy": (_("Policy"), lambda one: f"{one.policy.code} {one.policy.version}"),
    }

    def get_base_queryset(self) -> QuerySet[Clearance]:
        open_ones = Prefetch("suspensions", Suspension.objects.filter(lifted_at=None), to_attr="open_suspensions")
        found = clearances_of(self.request.user).prefetch_related(open_ones)
        return found if self.request.GET.getlist("state") else found.exclude(state=ClearanceState.WITHDRAWN)

    def found(self, queryset: QuerySet[Clearance], words: str) -> QuerySet[Clearance]:
        wanted = Q()
        for field in NAMES:
            wanted |= Q(**{f"{field}__icontains": words})
        return queryset.filter(wanted)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            ClearanceTitleColumn("name", label=_("Of"), accessor=name_of, url_name="vetting_clearances:inspect"),
            Column("level", label=_("Cleared for"), classname=WIDE, accessor="get_level_display", sort_key="level"),
            TagColumn("state", label=_("Stands"), accessor=standing_of, sort_key="state"),
            Column("authority", label=_("By"), classname=WIDE, sort_key="authority__name"),
            DayColumn("granted_at", label=_("Given"), classname=WIDE, sort_key="granted_at"),
        ]

    @property
    def no_results_message(self) -> str:
        return _g("No clearance matches. They appear here when a case is cleared.")


class ClearanceViewSet(OfficerViewSet):
    model = Clearance
    name = "vetting_clearances"
    url_prefix = "vetting/clearances"
    icon = "check"
    menu_label = _("Clearances")
    menu_name = "clearances"
    menu_order = 112
    add_to_admin_menu = True
    inspect_view_enabled = True
    index_view_class = ClearanceIndexView
    inspect_view_class = ClearanceView
    filterset_class = ClearanceFilterSet
    export_filename = "clearances"
