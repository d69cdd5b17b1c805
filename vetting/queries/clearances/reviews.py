"""When a clearance is to be looked at again as a whole, whatever its checks say."""

import datetime

from dateutil.relativedelta import relativedelta

from core import clock
from vetting.models import Clearance
from vetting.rules.policy import PolicyContent


def review_day(clearance: Clearance, content: PolicyContent) -> datetime.date:
    """The last day on which the clearance stands without a new decision."""
    granted_on = clearance.granted_at.astimezone(clock.LONDON).date()
    months = content.number("CLEARANCE_REVIEW_MONTHS", granted_on)
    return granted_on + relativedelta(months=months)
