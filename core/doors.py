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
# By an offer's kind, and by the door's own code.
BY_CODE = {
    "session": WEDNESDAY,
    "talk": WEDNESDAY,
    "visit": THIRD_SPACE,
    "workplace": THIRD_SPACE,
    "work_experience": THIRD_SPACE,
    "challenge": CHALLENGE,
    "wednesday": WEDNESDAY,
    "third_space": THIRD_SPACE,
}


def door_of(code: str) -> Door:
    """The door of an offer's kind or of a door's code. An unknown one goes in by the first."""
    return BY_CODE.get(str(code), WEDNESDAY)
