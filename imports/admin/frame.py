"""What the pages of imports share: for leads alone, and that an import of another authority is not there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imports.models import Batch
from imports.policies import authorities_led_by
from vetting.admin.officer_views import OfficersOnly


class LeadsOnly(OfficersOnly):
    """To everybody else, other officers among them, these pages are not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not authorities_led_by(request.user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ImportPage(LeadsOnly):
    """A page below the list of imports."""

    page_title: Any = ""
    header_icon = "upload"
    breadcrumbs_items: list[dict[str, Any]]

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("imports_list"), "label": _("Bring a register")}]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs(), {"url": "", "label": self.page_title}]


class BatchPage(ImportPage):
    """A page about one import, in `self.batch`."""

    batch: Batch

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # mixed into views
        self.batch = find_batch(request.user, kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [*super().crumbs(), {"url": batch_url(self.batch), "label": self.batch.name}]


def find_batch(user: Any, pk: int) -> Batch:
    """Raises Http404 for an import of an authority that the user does not lead."""
    batch = (
        Batch.objects.visible_to(user).select_related("authority__policy", "brought_by", "started_by", "undone_by").filter(pk=pk).first()
    )
    if batch is None:
        raise Http404
    return batch


def batch_url(batch: Batch) -> str:
    return reverse("imports_batch", args=[batch.pk])
