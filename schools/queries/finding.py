"""Finding a school in the register by what people type: its name, its URN, or a postcode."""

import re

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from core.postcodes import PostcodeError, normalise
from schools.models import School, SchoolMember

MOST = 20
CLOSE_ENOUGH = 0.5  # of a name's letter triples that also stand in what was typed
URN = re.compile(r"[0-9]{6}")


def find_schools(text: str) -> list[School]:
    """At most twenty, the best first. Each has `has_members`: whether people act for it already. Closed ones only by their URN."""
    typed = " ".join(text.split())
    if URN.fullmatch(typed):
        return list(_schools().filter(urn=typed))
    postcode = _postcode(typed)
    if postcode:
        return list(_schools().filter(is_active=True, postcode__startswith=postcode).order_by("postcode", "name")[:MOST])
    return _named(typed) if typed else []


def _schools() -> QuerySet[School]:
    acting = SchoolMember.objects.filter(school=OuterRef("pk"), left_at=None)
    return School.objects.select_related("authority").annotate(has_members=Exists(acting))


def _postcode(typed: str) -> str:
    """A whole postcode, a sector, or a district with the space after it, so that NE2 doesn't find NE23; empty for anything else."""
    try:
        postcode = normalise(typed, partial=True)
    except PostcodeError:
        return ""
    return postcode if " " in postcode else f"{postcode} "


def _named(typed: str) -> list[School]:
    """Every word in the name or the town; failing that, names that are written nearly so."""
    schools = _schools().filter(is_active=True)
    condition = Q()
    for word in typed.split():
        condition &= Q(name__icontains=word) | Q(town__icontains=word)
    exact = list(schools.filter(condition).order_by(Length("name"), "name", "pk")[:MOST])
    if exact:
        return exact
    near = schools.annotate(nearness=TrigramWordSimilarity(typed, "name")).filter(nearness__gte=CLOSE_ENOUGH)
    return list(near.order_by("-nearness", "name", "pk")[:MOST])
