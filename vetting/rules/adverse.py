"""What the conditions of a panel rule out of a clearance. The others are for the lead who decides to see kept."""

from collections.abc import Collection

from directory.enums import Setting
from vetting.enums import ClearanceLevel
from vetting.enums.panels import PanelCondition

BESIDE_STAFF: frozenset[str] = frozenset({PanelCondition.NEVER_ALONE, PanelCondition.SCHOOL_ADULT})
ON_SITE: frozenset[str] = frozenset({Setting.SCHOOL_SITE, Setting.ONLINE_LIVE})


def rules_out_level(conditions: Collection[str], level: str) -> bool:
    return level == ClearanceLevel.UNSUPERVISED and not BESIDE_STAFF.isdisjoint(conditions)


def rules_out_setting(conditions: Collection[str], setting: str) -> bool:
    return PanelCondition.NOT_OFF_SITE in conditions and setting not in ON_SITE
