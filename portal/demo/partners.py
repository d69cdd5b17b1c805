"""The demo's two authorities as partners: one lends an officer, and recognises what the other says of a provider who comes to it too."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from portal.demo import clearing, content, listing
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.models import OfficerLoan, Recognition
from vetting.queries.assurance.others import OtherStatement, other_statements
from vetting.services.assurance import recognitions
from vetting.services.authorities import loans

NEW_OFFER = "author-talk"
FOUR_WEEKS = datetime.timedelta(days=28)
HALF_A_YEAR = datetime.timedelta(days=182)


@transaction.atomic
def bring_together(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    north, south = offices["929"], offices["354"]
    lend(north, south)
    theirs, said = _well_known(listed, north, south)
    recognise(said, south)
    offer = listing.enter_offer(theirs.user, theirs.provider, content.offers()[NEW_OFFER], theirs.people, None)
    clearing.vet_offer(theirs, offer, south, "open")


def lend(lender: Office, borrower: Office) -> OfficerLoan:
    """Asked for by the lead of the one, agreed by the lead of the other, from today."""
    today = clock.today()
    asked = loans.ask_for_officer(
        by=borrower.second,
        borrower=borrower.authority,
        user=lender.first,
        lender=lender.authority,
        starts_on=today,
        ends_on=today + FOUR_WEEKS,
    )
    return loans.accept_loan(by=lender.second, loan=asked)


def recognise(said: OtherStatement, here: Office) -> Recognition:
    """For all that was said, half a year at most."""
    today = clock.today()
    recognition = recognitions.recognise(
        by=here.first,
        authority=here.authority,
        statement=said.statement,
        natures=said.natures,
        settings_allowed=said.settings,
        level=said.statement.level,
        starts_on=today,
        expires_on=min(recognitions.last_possible_day(said.statement, today), today + HALF_A_YEAR),
    )
    return recognitions.confirm_recognition(by=here.second, recognition=recognition)


def _well_known(listed: Sequence[Listed], there: Office, here: Office) -> tuple[Listed, OtherStatement]:
    """The first provider of whom the other authority's word holds today."""
    for one in listed:
        for said in other_statements(one.provider, here.authority):
            if said.until and said.statement.authority_id == there.authority.pk:
                return one, said
    raise LookupError(there.authority.name)
