"""Free text about pupils holds no pupil: a light detector that refuses what looks like a person."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.gb import upn

EMAIL = re.compile(r"\S+@\S+\.\S+")
UPN = re.compile(r"\b[A-Z]\d{11}[A-Z0-9]\b", re.IGNORECASE)
DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})\b|\b\d{4}-\d{2}-\d{2}\b")
PHONE = re.compile(r"(?:\+44|\b0)\s?(?:\d[\s-]?){9,10}\b")
LONG_NUMBER = re.compile(r"\d{6,}")
SEPARATOR = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)
WORD = r"[A-Z][A-Za-z'\u2019]*[a-z]"  # Ada, O'Brien, McBride
NAME = re.compile(rf"{WORD}(?:[ -]{WORD})+")
GIVEN_NAMES_IN_A_ROW = 2
# A capitalised pair with one of these is a group: Oak Class, Year Six, School Council, Miss Patel's Class.
GROUP_WORDS = """
    all art arts base band board breakfast brass bridge centre choir circle class club cohort committee computing council crew dance drama
    early eco eight eleven english enrichment explorers five food football forest form foundation four garden geography group groups half
    history house infants intervention juniors key leaders lower lunch maths middle mixed music nine nurture nursery one option options
    orchestra phase planning provision pupil pupils reception ring school science senior set seven six sixth society space sport sports
    stage stream string support table team ten three tutor twelve two unit upper wednesday week whole wing year years
"""
KNOWN = frozenset(GROUP_WORDS.split())


def refuse_people(text: str) -> None:
    """Raises ValidationError for an e-mail address, a UPN, a date of birth, a telephone number, or what reads as names of people."""
    if EMAIL.search(text):
        raise ValidationError(_("This holds an e-mail address. Name the group, not its pupils: “6B” or “Oak class”."), code="email")
    if any(upn.is_valid(found) for found in UPN.findall(text)) or LONG_NUMBER.search(text) or PHONE.search(text):
        raise ValidationError(_("This holds a pupil's number or a telephone number. Name the group: “6B” or “Oak class”."), code="number")
    if DATE.search(text):
        raise ValidationError(_("This holds a date, such as a date of birth. Name the group: “6B” or “Oak class”."), code="date")
    if looks_like_people(text):
        raise ValidationError(_("This looks like names of people. Name the group, not its pupils: “6B” or “Oak class”."), code="names")


def looks_like_people(text: str) -> bool:
    """Alice Smith; Alice, Ben and Chloe; not Oak Class, 7B and 7C, or Red, Blue and Green groups."""
    words = {word.casefold().removesuffix("'s").removesuffix("\u2019s") for word in re.findall(r"[\w'\u2019]+", text)}
    if words & KNOWN or any(character.isdigit() for character in text):
        return False
    if any(NAME.fullmatch(part.strip()) for part in SEPARATOR.split(text)):
        return True
    parts = [part.strip() for part in SEPARATOR.split(text)]
    return len([part for part in parts if re.fullmatch(WORD, part)]) > GIVEN_NAMES_IN_A_ROW
