"""What is waiting in the queue: new offers and changed ones of providers who are on the site already, of every age and at every step."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from directory.models import Offer
from directory.services import offers
from portal.demo import clearing, content, listing
from portal.demo.listing import Listed
from portal.demo.schools import Office


@dataclasses.dataclass(frozen=True)
class Waiting:
    """Handed in so many days ago: the text `offer`, or where that is empty another wording of the provider's first offer."""

    provider: str
    offer: str
    standing: str
    days: int
    is_leads: bool = False


PLANS = (
    Waiting("Nook and Cranny Gardeners", "hedge-laying", "open", 3),
    Waiting("Blyth Block Printers", "quilt", "claimed", 9),
    Waiting("Horton Burn River Watch", "rock-pools", "recommended", 18),
    Waiting("Seaton Rock Recorders", "night-sky", "waiting", 12),
    Waiting("Blyth Pulling Boats", "joinery", "open", 1),
    Waiting("Bedlington Robotics", "bridge-design", "answered", 16),
    Waiting("Cramlington Time Bank", "money", "open", 40),
    Waiting("Shankhouse Colliery Band", "folk-tunes", "open", 0),
    Waiting("Magic Marguerita", "storytelling", "claimed", 31),
    Waiting("Skerne Bridge Engineers", "drone-survey", "recommended", 6, is_leads=True),
    Waiting("Railway Street Reporters", "author-talk", "waiting", 20),
    Waiting("Settle Line Storytellers", "poetry", "claimed", 2, is_leads=True),
    Waiting("Coombs Wood Layers", "school-garden", "withdrawn", 33),
    Waiting("Sign Junction", "", "claimed", 10),
    Waiting("Eden Valley Dark Skies", "", "open", 26),
    Waiting("Canal Basin Volunteers", "rock-pools", "open", 4),
    Waiting("Spodden Valley Weavers", "print-street", "claimed", 11),
    Waiting("Kirkholt Ceilidh Band", "storytelling", "recommended", 14),
    Waiting("Drake Street Film Club", "newspaper", "waiting", 8),
    Waiting("Huyton Hands", "storytelling", "answered", 22),
    Waiting("Halewood Night Sky", "author-talk", "open", 45),
    Waiting("Playhouse Prescot Company", "poetry", "open", 2),
    Waiting("Huyton Lunch Club", "", "recommended", 7, is_leads=True),
)
REWORDED = "What we do is the same; the words are plainer, and say what to bring."


def fill(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    by_name = {one.provider.name: one for one in listed}
    for plan in PLANS:
        theirs = by_name[plan.provider]
        office = clearing.office_of(theirs, dict(offices))
        if plan.is_leads:
            office = dataclasses.replace(office, first=office.second, second=office.first)
        with transaction.atomic(), clock.at(clock.now() - datetime.timedelta(days=plan.days)):
            clearing.vet_offer(theirs, write(plan, theirs), office, plan.standing)


def write(plan: Waiting, theirs: Listed) -> Offer:
    """The offer, with a draft that can be handed in."""
    if plan.offer:
        return listing.enter_offer(theirs.user, theirs.provider, content.offers()[plan.offer], theirs.people, None)
    offer = Offer.objects.get(pk=theirs.offers[0].pk)  # as it stands since it was listed
    draft = offers.open_new_version(by=theirs.user, offer=offer)
    offers.edit_version(by=theirs.user, version=draft, summary=REWORDED)
    return offer
