"""What officers find in the admin's menu, besides the queue and the list of clearances."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from vetting.policies.holds import authorities_overseen_by
from vetting.policies.referrals import leads_somewhere
from vetting.policies.roles import is_officer

AUTHORITY_HOOK = "register_authority_menu_item"


class OfficerMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return is_officer(request.user)


class OverseerMenuItem(MenuItem):
    """For leads, administrators and auditors."""

    def is_shown(self, request: Any) -> bool:
        return authorities_overseen_by(request.user).exists()


class LeadMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return leads_somewhere(request.user)


class AuthorityMenuItem(SubmenuMenuItem):
    """What an authority sets and looks back on, apart from the day's work."""

    def is_shown(self, request: Any) -> bool:
        return is_officer(request.user)


def _item(label: Promise, url_name: str, icon: str, order: int) -> MenuItem:
    return OfficerMenuItem(label, reverse(url_name), icon_name=icon, order=order)


def _overseers(label: Promise, url_name: str, icon: str, order: int) -> MenuItem:
    return OverseerMenuItem(label, reverse(url_name), icon_name=icon, order=order)


def _leads(label: Promise, url_name: str, icon: str, order: int) -> MenuItem:
    return LeadMenuItem(label, reverse(url_name), icon_name=icon, order=order)


def authority_menu() -> AuthorityMenuItem:
    """Other apps add to it by its hook."""
    return AuthorityMenuItem(_("Authority"), Menu(register_hook_name=AUTHORITY_HOOK), icon_name="site", order=119)


DAYS_WORK: list[Callable[[], MenuItem]] = [
    partial(_item, _("Concerns"), "vetting_concerns", "warning", 110),
    partial(_item, _("Appeals"), "vetting_appeals", "history", 111),
    partial(_leads, _("Referrals"), "vetting_referrals", "redirect", 110),
    partial(_item, _("Answers to look at"), "vetting_declarations", "form", 112),
    partial(_item, _("Ring them"), "vetting_ringing", "mobile-alt", 112),
    partial(_item, _("Running out"), "vetting_lapsing", "calendar", 113),
    partial(_item, _("Status look-ups"), "vetting_looks", "view", 115),
    partial(_item, _("Accreditation"), "vetting_accreditations", "glasses", 116),
    partial(_item, _("Alerts"), "vetting_alerts", "warning", 117),
    partial(_item, _("Schools joining"), "vetting_joining", "group", 114),
]
AUTHORITY: list[Callable[[], MenuItem]] = [
    partial(_item, _("Policies"), "vetting_policies", "doc-full", 10),
    partial(_overseers, _("Rule sets"), "vetting_rule_sets", "doc-full", 11),
    partial(_item, _("Reports"), "vetting_reports", "table", 30),
    partial(_item, _("Conflicts of interest"), "vetting_conflicts", "group", 20),
    partial(_item, _("Officers"), "vetting_officers", "user", 12),
    partial(_item, _("Partners"), "vetting_partners", "group", 14),
    partial(_item, _("Waivers"), "vetting_waivers", "time", 16),
    partial(_overseers, _("Audit"), "vetting_audit", "history", 80),
    partial(_overseers, _("Retention"), "vetting_retention", "bin", 90),
    partial(_item, _("Recognised statements"), "vetting_relied_on", "check", 18),
]
