"""The number under which somebody else keeps a matter: a short reference, and no room for a story."""

import re

from django.utils.translation import gettext as _

from vetting.exceptions import ConcernError

LONGEST_REFERENCE = 20
# One short word in front at most, such as LADO or CAD; every other part holds a digit. Words have no way to follow one another.
REFERENCE = r"^([A-Z]{1,8}[/.\- ]?)?[A-Z0-9]{0,6}[0-9][A-Z0-9]{0,6}([/.\- ][A-Z0-9]{0,6}[0-9][A-Z0-9]{0,6}){0,3}$"
LONG_NUMBER = r"[0-9]([ ./-]?[0-9]){9}"  # as on certificates and in pupils' numbers


def short_reference(value: str) -> str:
    """As it may be kept, in capitals; empty where none was given yet. Raises ConcernError for anything that is not one."""
    text = " ".join(value.split()).upper()
    if not text:
        return ""
    if len(text) > LONGEST_REFERENCE or not re.search(REFERENCE, text) or re.search(LONG_NUMBER, text):
        message = _(
            "Give the reference alone, like “LADO/2026/0173”, or leave it empty. What it is about is told on the telephone, not here."
        )
        raise ConcernError(message, field="reference")
    return text
