"""What is remarked on a check that passed, for officers and for whom it is about. Nothing hangs on it: schools decide for themselves."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from vetting.rules.policy import CheckType, PolicyContent


def remarks_on(check_type: CheckType, details: Mapping[str, Any], policy: PolicyContent, on: datetime.date) -> tuple[str, ...]:
    """A sentence for each number that is lower than the policy advises on that day. A food hygiene rating from 3 is called good enough by
    custom; no rule asks it of anybody."""
    words = _("%(field)s %(value)s, below %(advised)s: schools may ask about it. Nothing is kept back for it here.")
    found = []
    for field in check_type.fields:
        value = details.get(field.name)
        if not field.advised_from or not isinstance(value, int):
            continue
        advised = policy.number(field.advised_from, on)
        if value < advised:
            found.append(words % {"field": field.label, "value": value, "advised": advised})
    return tuple(found)
