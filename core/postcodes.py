"""British postcodes as text. NE23 6QW has the unit NE23 6QW, the sector NE23 6 and the district NE23."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from localflavor.gb.forms import GBPostcodeField

from core.exceptions import DomainError

DISTRICT = re.compile(rf"^{GBPostcodeField.outcode_pattern}$")
SECTOR = re.compile(rf"^(?P<district>{GBPostcodeField.outcode_pattern}) ?(?P<sector>[0-9])$")
WHOLE = GBPostcodeField()
LONGEST = 12  # more than any postcode with stray spaces: what is longer was not meant as one


class PostcodeError(DomainError):
    """The text is not a British postcode."""

    code = "postcode"


def normalise(text: str, *, partial: bool = False) -> str:
    """The postcode as it is written on an envelope: "NE23 6QW". Raises PostcodeError for anything else.

    With `partial` a bare sector ("NE23 6") or district ("NE23") is accepted as well.
    """
    typed = " ".join(text.upper().split())
    if not typed:
        raise PostcodeError(_("Enter a postcode, like NE23 6QW."))
    if len(typed) <= LONGEST:
        found = _unit(typed) or (partial and (_district(typed) or _sector(typed)))
        if found:
            return found
    if partial:
        raise PostcodeError(_("This is not a British postcode. Write a whole one, like NE23 6QW, or its first half, like NE23."))
    raise PostcodeError(_("This is not a British postcode. Write it in full, like NE23 6QW."))


def sector_of(postcode: str) -> str:
    """The sector of a normalised postcode: NE23 6 of NE23 6QW."""
    return postcode[:-2]


def district_of(postcode: str) -> str:
    """The district of a normalised postcode or sector: NE23 of NE23 6QW. The most that is public about an individual's place."""
    return postcode.partition(" ")[0]


def _unit(typed: str) -> str:
    try:
        return str(WHOLE.clean(re.sub(r"[^A-Z0-9]", "", typed)))
    except ValidationError:
        return ""


def _district(typed: str) -> str:
    return typed if DISTRICT.match(typed) else ""


def _sector(typed: str) -> str:
    match = SECTOR.match(typed)
    return f"{match['district']} {match['sector']}" if match else ""
