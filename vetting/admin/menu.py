"""What officers find in the admin's menu, besides the queue and the list of clearances."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from vetting.enums import OfficerRole
from vetting.policies.holds import OVERSEEING
from vetting.policies.roles import parts_of

AUTHORITY_HOOK = "register_authority_menu_item"
EVERY_PART = frozenset(OfficerRole.values)


def parts_at(request: Any) -> frozenset[str]:
    """The parts of who asks, read once for the whole menu of a page."""
    if not hasattr(request, "vetting_parts"):
        request.vetting_parts = parts_of(request.user)
    parts: frozenset[str] = request.vetting_parts
    return parts


class PartMenuItem(MenuItem):
    """Shown to who holds one of these parts in some authority."""

    def __init__(self, label: Promise, url_name: str, icon: str, order: int, parts: Collection[str]) -> None:
        super().__init__(label, reverse(url_name), icon_name=icon, order=order)
        self.parts = frozenset(parts)

    def is_shown(self, request: Any) -> bool:
        return not self.parts.isdisjoint(parts_at(request))


class AuthorityMenuItem(SubmenuMenuItem):
    """What an authority sets and looks back on, apart from the day's work."""

    def is_shown(self, request: Any) -> bool:
        return bool(parts_at(request))


def _item(label: Promise, url_name: str, icon: str, order: int, parts: Collection[str] = EVERY_PART) -> Callable[[], MenuItem]:
    """Made when the admin asks for it, for addresses are known only then."""
    return partial(PartMenuItem, label, url_name, icon, order, parts)


_leads = partial(_item, parts=[OfficerRole.LEAD])
_overseers = partial(_item, parts=OVERSEEING)


def authority_menu() -> AuthorityMenuItem:
    """Other apps add to it by its hook."""
    return AuthorityMenuItem(_("Authority"), Menu(register_hook_name=AUTHORITY_HOOK), icon_name="site", order=119)


DAYS_WORK: list[Callable[[], MenuItem]] = [
    _item(_("Concerns"), "vetting_concerns", "warning", 110),
    _item(_("Appeals"), "vetting_appeals", "history", 111),
    _leads(_("Referrals"), "vetting_referrals", "redirect", 110),
    _item(_("Answers to look at"), "vetting_declarations", "form", 112),
    _item(_("Ring them"), "vetting_ringing", "mobile-alt", 112),
    _item(_("Running out"), "vetting_lapsing", "calendar", 113),
    _item(_("Status look-ups"), "vetting_looks", "view", 115),
    _item(_("Accreditation"), "vetting_accreditations", "glasses", 116),
    _item(_("Alerts"), "vetting_alerts", "warning", 117),
    _item(_("Schools joining"), "vetting_joining", "group", 114),
]
AUTHORITY: list[Callable[[], MenuItem]] = [
    _item(_("Policies"), "vetting_policies", "doc-full", 10),
    _overseers(_("Rule sets"), "vetting_rule_sets", "doc-full", 11),
    _item(_("Reports"), "vetting_reports", "table", 30),
    _item(_("Conflicts of interest"), "vetting_conflicts", "group", 20),
    _item(_("Officers"), "vetting_officers", "user", 12),
    _item(_("Partners"), "vetting_partners", "group", 14),
    _item(_("Waivers"), "vetting_waivers", "time", 16),
    _overseers(_("Audit"), "vetting_audit", "history", 80),
    _overseers(_("Retention"), "vetting_retention", "bin", 90),
    _item(_("Recognised statements"), "vetting_relied_on", "check", 18),
]
