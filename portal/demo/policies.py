"""The second authority's own policy: a copy of the one that is shipped, with what is custom set otherwise."""

from core import clock
from portal.demo.schools import Office
from vetting.services.policies import drafts
from vetting.services.policies.drafts import CheckSettings
from vetting.services.policies.publishing import bring_due_into_force

NUMBERS = {"CASE_TARGET_WORKING_DAYS": 15}
CHECKS = {"SG_TRAINING": CheckSettings(months=24), "CODE_OF_CONDUCT": CheckSettings(months=24), "FIRST_AID": CheckSettings(is_asked=False)}


def give_own_policy(office: Office) -> None:
    """Written by its lead, published by its officer, in force from today."""
    draft = drafts.begin_draft(by=office.second, authority=office.authority)
    draft = drafts.save_settings(by=office.second, draft=draft, numbers=NUMBERS, checks=CHECKS)
    draft = drafts.propose(by=office.second, draft=draft, holds_from=clock.today())
    drafts.publish(by=office.first, draft=draft)
    bring_due_into_force()
    office.authority.refresh_from_db()
