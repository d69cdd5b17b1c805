"""What an authority's policy does not allow in an offer at all, whatever anybody could show for it."""

from django.utils.translation import gettext as _

from core import clock
from directory.enums import Involvement
from directory.models import OfferVersion
from vetting.models import VettingAuthority
from vetting.queries.asked.asking import ask_of_part
from vetting.queries.clearances.declared import parts_of
from vetting.queries.policies.content import content_of


def why_not_allowed(version: OfferVersion, authority: VettingAuthority) -> str:
    """A sentence for the provider that says what to take out of the offer; empty where nothing stands against it."""
    policy, today = content_of(authority.policy), clock.today()
    parts = parts_of([version], today)
    asked = [one for part in parts for one in ask_of_part(part, policy, today, pool=(), rulings={}).asked]
    closed = next((one.check for one in asked if one.check.is_closed), None)
    if closed is None:
        return ""
    named = {code for ask in closed.asked for code in ask.when.any_of.get("involves", frozenset())} & set(version.involves)
    what = ", ".join(str(Involvement(code).label) for code in sorted(named)) or closed.name
    words = {"authority": authority.name, "what": what}
    return _("%(authority)s does not allow this in an offer: “%(what)s”. Take it out under “What it is”, then hand it in again.") % words
