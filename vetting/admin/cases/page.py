"""The page of one case."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView

from directory.cards.changes import changes_between, new_photos
from vetting.admin.adverse.lines import adult_lines
from vetting.admin.cases.activity import activity_lines
from vetting.admin.cases.checks import CaseChecks
from vetting.admin.cases.forms import NoteForm
from vetting.admin.cases.frame import find_case
from vetting.admin.cases.moves import turn_of
from vetting.admin.cases.story import readers, timeline
from vetting.admin.officer_views import OfficersOnly
from vetting.models import Case
from vetting.services.cases.readings import record_reading


class CaseView(OfficersOnly, InspectView):
    """Whose move it is, what is asked and what it rests on, what changed, and what happened. Reading it is logged."""

    page_title = _("Case")
    template_name = "vetting/admin/case.html"
    any_permission_required = ["view"]

    def get_object(self, queryset: Any = None) -> Case:
        """Who tries to read a case of another authority is told that there is none; both are logged."""
        asked_for = get_object_or_404(Case.objects.select_related("authority"), pk=self.pk)
        if not record_reading(by=self.officer, case=asked_for):
            raise Http404
        return find_case(self.officer, asked_for.pk)

    def get_page_subtitle(self) -> str:
        return str(self.object.version.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = {"url": reverse("vetting_cases:index"), "label": _("Vetting queue")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.object.version.title}]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Wagtail's own list of fields is not shown."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.object, self.request.user
        checks = CaseChecks(case, user)
        approved = case.offer.approved_version if case.offer.approved_version_id != case.version_id else None
        context: dict[str, Any] = super().get_context_data(
            case=case,
            checks=checks,
            turn=turn_of(case, user, to_verify=len(checks.to_verify), missing=len(checks.still_missing)),
            activities=activity_lines(case),
            changes=changes_between(approved, case.version) if approved else (),
            facts=changes_between(None, case.version),
            photos=new_photos(case.version),
            happenings=timeline(case, checks),
            readers=readers(case),
            adults=adult_lines(case, user),
            notes=case.notes.select_related("author"),
            others=Case.objects.visible_to(user).filter(provider=case.provider).exclude(pk=case.pk).select_related("version"),
            note_form=NoteForm(),
            **kwargs,
        )
        return context
