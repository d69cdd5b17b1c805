"""The three doors (ways in): every kind of offer goes through one, which has a colour, a line pattern and a name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Door:
    """css is the class that sets colour and pattern; name is for one offer, plural for many."""

    css: str
    name: str | Promise
    plural: str | Promise


WEDNESDAY = Door("jn-wed", _("Wednesday afternoon"), _("Wednesday afternoons"))
THIRD_SPACE = Door("jn-third", _("Third space"), _("Third spaces"))
CHALLENGE = Door("jn-chal", _("Personal challenge"), _("Personal challenges"))

DOORS = (WEDNESDAY, THIRD_SPACE, CHALLENGE)
BY_KIND = {"session": WEDNESDAY, "talk": WEDNESDAY, "visit": THIRD_SPACE, "workplace": THIRD_SPACE, "challenge": CHALLENGE}


def door_of(kind: str) -> Door:
    """The door of an offer's kind. An unknown kind goes in by the first."""
    return BY_KIND.get(str(kind), WEDNESDAY)
