"""What a column can be used as: the fields of providers, people and offers, and the dates of the checks that the policy knows."""

import dataclasses

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.rules.headings import plain
from vetting.enums import CheckScope
from vetting.rules.policy import CheckType, PolicyContent

FIELD_LABELS = {
    "provider": gettext_lazy("Provider's name"),
    "kind": gettext_lazy("Kind of provider"),
    "email": gettext_lazy("E-mail address"),
    "phone": gettext_lazy("Telephone"),
    "postcode": gettext_lazy("Postcode"),
    "website": gettext_lazy("Website"),
    "summary": gettext_lazy("About the provider, in a sentence"),
    "person": gettext_lazy("Name of the adult"),
    "role": gettext_lazy("Their role"),
    "engagement": gettext_lazy("Paid or volunteer"),
    "offer": gettext_lazy("Title of what they offer"),
    "offer_kind": gettext_lazy("Kind of offer"),
    "offer_summary": gettext_lazy("About the offer, in a sentence"),
}
GROUPS = (
    (gettext_lazy("The provider"), ("provider", "kind", "email", "phone", "postcode", "website", "summary")),
    (gettext_lazy("An adult who meets pupils"), ("person", "role", "engagement")),
    (gettext_lazy("What they offer"), ("offer", "offer_kind", "offer_summary")),
)
REQUIRED = ("provider", "email")
NOT_USED = ""


@dataclasses.dataclass(frozen=True)
class CheckColumn:
    """One date of one check."""

    check_type: CheckType
    part: str  # done, issued, ends

    @property
    def key(self) -> str:
        return f"check.{self.check_type.code}.{self.part}"

    @property
    def label(self) -> str:
        words = {"done": _("%(check)s: made on"), "issued": _("%(check)s: issued on"), "ends": _("%(check)s: last day")}
        return words[self.part] % {"check": self.check_type.name}


def check_columns(policy: PolicyContent) -> dict[str, CheckColumn]:
    """Of checks of people and organisations: places and offers have no line of their own in a register."""
    found: dict[str, CheckColumn] = {}
    for check_type in policy.checks:
        if check_type.scope in {CheckScope.PERSON, CheckScope.ORGANISATION}:
            parts = ["issued", "done"] if check_type.records_issue else ["done"]
            for part in [*parts, "ends"] if check_type.validity.given else parts:
                column = CheckColumn(check_type, part)
                found[column.key] = column
    return found


def label_of(key: str, policy: PolicyContent) -> str:
    """What a column is used as, in words."""
    if key in FIELD_LABELS:
        return str(FIELD_LABELS[key])
    columns = check_columns(policy)
    return columns[key].label if key in columns else ""


def choices_of(policy: PolicyContent) -> list[tuple[str, list[tuple[str, str]]]]:
    """In groups, for a list to choose from."""
    groups = [(str(group), [(key, str(FIELD_LABELS[key])) for key in keys]) for group, keys in GROUPS]
    return [*groups, (_("Dates of checks"), [(key, column.label) for key, column in check_columns(policy).items()])]


def known_or_nearest(key: str, policy: PolicyContent) -> str:
    """A guessed target as the policy has it: another date of the same check where it keeps none of that kind; "" for no such check."""
    columns = check_columns(policy)
    if key in FIELD_LABELS or key in columns:
        return key
    stem = key.rpartition(".")[0]
    return next((other for other in columns if stem and other.startswith(f"{stem}.")), NOT_USED)


def by_own_label(heading: str, policy: PolicyContent) -> str:
    """The target whose own label the heading is, as in the template file; "" for any other."""
    labels = {plain(label_of(key, policy)): key for key in [*FIELD_LABELS, *check_columns(policy)]}
    return labels.get(plain(heading), NOT_USED)
