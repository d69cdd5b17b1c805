"""The queue: what is waiting, whose move it is, and how old it is."""

import datetime
from typing import Any

from django.db.models import Case as FirstOf
from django.db.models import IntegerField, QuerySet, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from core import clock
from vetting.admin.cases.moves import whose_move
from vetting.admin.cases.page import CaseView
from vetting.admin.cases.queue_filters import CaseFilterSet, about
from vetting.admin.cases.queue_tabs import belongs_to, cases_of, own_authorities, tabs_for
from vetting.admin.listings import WIDE, DayColumn, OfficerIndexView, OfficerViewSet, TagColumn
from vetting.models import Case
from vetting.states import CLOSED_CASES


def days_with_us(case: Case) -> int:
    """Days that the authority has had it: while the provider was asked, the clock stood still."""
    end = case.closed_at or clock.now()
    waiting = end - case.waiting_since if case.waiting_since else datetime.timedelta()
    return max(0, (end - case.submitted_at - waiting - datetime.timedelta(seconds=case.waited_seconds)).days)


class CaseTitleColumn(TitleColumn):
    cell_template_name = "vetting/admin/case_cell.html"


class LateColumn(Column):
    """How many days, and whether that is too many."""

    cell_template_name = "vetting/admin/late_cell.html"


class CaseIndexView(OfficerIndexView):
    """Open cases of the user's authorities, those first in which the next move can be theirs, the oldest of each first."""

    page_title = _("Vetting queue")
    results_template_name = "vetting/admin/queue_results.html"
    default_ordering = ("turn", "submitted_at")
    exported = {
        "reference": (_("Case"), lambda case: case.reference),
        "title": (_("Offer"), lambda case: case.version.title),
        "provider": (_("Provider"), lambda case: case.provider.name),
        "kind": (_("Kind"), lambda case: case.get_kind_display()),
        "authority": (_("Authority"), lambda case: case.authority.name),
        "state": (_("State"), lambda case: case.get_state_display()),
        "officer": (_("With"), lambda case: str(case.claimed_by or "")),
        "submitted": (_("Handed in"), lambda case: case.submitted_at),
        "days": (_("Days with us"), days_with_us),
        "late": (_("Overdue"), lambda case: _g("yes") if case.is_late else ""),
        "closed": (_("Closed"), lambda case: case.closed_at),
    }

    def get_base_queryset(self) -> QuerySet[Case]:
        user = self.request.user
        related = ("provider", "version", "authority", "claimed_by", "recommended_by")
        shelves = belongs_to(user)
        turn = FirstOf(
            When(shelves["me"], then=Value(0)),
            When(shelves["second"], then=Value(1)),
            When(shelves["nobody"], then=Value(2)),
            When(state__in=CLOSED_CASES, then=Value(4)),
            default=Value(3),
            output_field=IntegerField(),
        )
        cases: QuerySet[Case] = cases_of(user).select_related(*related).annotate(turn=turn)
        return cases

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        cases: QuerySet[Case] = super().filter_queryset(queryset)
        return cases.exclude(state__in=CLOSED_CASES) if self.hides_closed else cases

    @property
    def hides_closed(self) -> bool:
        """Closed cases are shown to those who ask for a state, or look for something."""
        return not self.request.GET.getlist("state") and not self.search_query

    def found(self, queryset: QuerySet[Case], words: str) -> QuerySet[Case]:
        return queryset.filter(about(words))

    @cached_property
    def has_several_authorities(self) -> bool:
        return own_authorities(self.request.user).count() > 1

    @cached_property
    def columns(self) -> list[Column]:
        user = self.request.user
        authority = (
            [Column("authority", label=_("Authority"), classname=WIDE, sort_key="authority__name")] if self.has_several_authorities else []
        )
        return [
            CaseTitleColumn("version", label=_("Offer"), url_name="vetting_cases:inspect", sort_key="version__title"),
            TagColumn("turn", label=_("Whose move"), accessor=lambda case: whose_move(case, user), sort_key="turn"),
            Column("kind", label=_("Kind"), classname=WIDE, accessor="get_kind_display", sort_key="kind"),
            *authority,
            LateColumn("days", label=_("Days with us"), accessor=days_with_us, sort_key="began_at"),
            DayColumn("submitted_at", label=_("Handed in"), classname=WIDE, sort_key="submitted_at"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, hides_closed=self.hides_closed, tabs=tabs_for(self.request), **kwargs)
        return context

    @property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return _g("No case matches. Try fewer words, or take a filter away.")
        return _g("Nothing is waiting. New cases appear here as soon as a provider hands one in.")


class CaseViewSet(OfficerViewSet):
    model = Case
    name = "vetting_cases"
    url_prefix = "vetting/cases"
    icon = "tasks"
    menu_label = _("Vetting queue")
    menu_name = "vetting-queue"
    menu_order = 110
    add_to_admin_menu = True
    inspect_view_enabled = True
    index_view_class = CaseIndexView
    inspect_view_class = CaseView
    filterset_class = CaseFilterSet
    export_filename = "vetting-queue"
