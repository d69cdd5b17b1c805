"""The second authority's own policy, with what is custom set otherwise, and the first's next one, which waits for a second person."""

import datetime

from core import clock
from portal.demo.schools import Office
from vetting.services.policies import drafts
from vetting.services.policies.drafts import CheckSettings
from vetting.services.policies.publishing import bring_due_into_force

NUMBERS = {"CASE_TARGET_WORKING_DAYS": 15}
CHECKS = {"SG_TRAINING": CheckSettings(months=24), "CODE_OF_CONDUCT": CheckSettings(months=24), "FIRST_AID": CheckSettings(is_asked=False)}
NEXT_NUMBERS = {"RING_AFTER_DAYS": 5}
NEXT_CHECKS = {"ONLINE_SEARCH": CheckSettings(effect="blocks_booking"), "CODE_OF_CONDUCT": CheckSettings(months=24)}
IN_FOUR_WEEKS = datetime.timedelta(days=28)


def give_own_policy(office: Office) -> None:
    """Written by its lead, published by its officer, in force from today."""
    draft = drafts.begin_draft(by=office.second, authority=office.authority)
    draft = drafts.save_settings(by=office.second, draft=draft, numbers=NUMBERS, checks=CHECKS)
    draft = drafts.propose(by=office.second, draft=draft, holds_from=clock.today())
    drafts.publish(by=office.first, draft=draft)
    bring_due_into_force()
    office.authority.refresh_from_db()


def propose_next(office: Office) -> None:
    """Written and proposed by a lead. Its preview shows what would change; nothing does before another publishes it and its day comes."""
    draft = drafts.begin_draft(by=office.second, authority=office.authority)
    draft = drafts.save_settings(by=office.second, draft=draft, numbers=NEXT_NUMBERS, checks=NEXT_CHECKS)
    drafts.propose(by=office.second, draft=draft, holds_from=clock.today() + IN_FOUR_WEEKS)
