"""What the lists of officers share: for officers alone, nothing to add or edit, and spreadsheets that start no formula."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from core import clock
from vetting.admin.officer_views import OfficersOnly

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDE = "vetting-wide"  # columns that a phone leaves out
Exported = dict[str, tuple[Any, Callable[[Any], Any]]]


class TagColumn(Column):
    """The accessor gives the words and the kind of tag."""

    cell_template_name = "vetting/admin/tag_cell.html"


class DayColumn(Column):
    """A date as people write it."""

    cell_template_name = "vetting/admin/day_cell.html"


class OfficerIndexView(OfficersOnly, IndexView):
    """A list whose rows the user may see. `exported` gives heading and value of each column of the spreadsheet."""

    any_permission_required = ["view"]
    is_searchable = True
    exported: Exported = {}

    @property
    def list_export(self) -> list[str]:
        return list(self.exported)

    @property
    def export_headings(self) -> dict[str, Any]:
        return {name: heading for name, (heading, _value) in self.exported.items()}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: value(item) for name, (_heading, value) in self.exported.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Names come from outside: a spreadsheet program must read them as text."""
        if hasattr(value, "astimezone"):
            return value.astimezone(clock.LONDON).replace(tzinfo=None)
        ready = super().preprocess_field_value(field, value, export_format)
        return f"'{ready}" if isinstance(ready, str) and ready.startswith(FORMULA) else ready

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """With a last word, so that pages don't overlap."""
        ordered: QuerySet[Any] = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        words = self.search_query.strip() if self.search_query else ""
        return self.found(queryset, words) if words else queryset

    def found(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """The rows that these words are about."""
        raise NotImplementedError


class OfficerViewSet(ModelViewSet):
    """A list and pages to look at. Rows are made and changed by services, never by Wagtail's forms, and its reference index stays out."""

    form_fields: list[str] = []
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 25

    def get_urlpatterns(self) -> list[Any]:
        kept = {"index", "index_results", "inspect"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]

    def register_permissions(self) -> None:
        """Parts in an authority decide, not permissions of groups: the group editor offers none of these."""

    def register_admin_url_finder(self) -> None:
        """There is no edit page to find."""
