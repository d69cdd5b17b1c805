"""Adults at every step of the way to being accredited: before the demo's bookings, and after schools said that sessions took place."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from core import clock
from directory.models import Offer, Person
from portal.demo.listing import Listed
from portal.demo.schools import Office, Staff
from vetting.enums import HaveAgain, Learned
from vetting.models import Accreditation, Observation
from vetting.queries.accreditation.candidates import candidates, kinds_led
from vetting.services.accreditation import observations, steps
from vetting.states import AccreditationState

SEEN = ("Lunch from the allotment", "Grow a wood", "A wall of our own", "The Crown against the wolf", "What to do until help comes")
ANSWERS = ((Learned.YES, HaveAgain.YES), (Learned.YES, HaveAgain.OTHER_AGE), (Learned.PARTLY, HaveAgain.YES))
DAYS = 400


def begin_all(listed: Sequence[Listed], offices: Iterable[Office]) -> None:
    """Whoever led a session that is over was inducted before it; of the others one is invited, and one says that the induction is done."""
    led = {person.pk for person in _leaders(SEEN)}
    members = {person.pk: one.user for one in listed for person in one.people}
    for office in offices:
        people = list(candidates(office.authority))
        for person in (one for one in people if one.pk in led):
            begun = steps.begin(by=office.first, person=person, authority=office.authority)
            steps.record_induction(by=office.first, accreditation=begun, on=clock.today())
        for number, person in enumerate([one for one in people if one.pk not in led][:2]):
            begun = steps.begin(by=office.first, person=person, authority=office.authority)
            if number:
                steps.declare_induction(by=members[person.pk], accreditation=begun)


def _leaders(titles: Sequence[str]) -> list[Person]:
    offers = [offer for title in titles for offer in Offer.objects.filter(approved_version__title__startswith=title)]
    return [person for offer in offers if offer.approved_version for person in offer.approved_version.people.all()]


def answer_some(schools: Sequence[Staff], offices: Mapping[int, Office]) -> None:
    """All but the last question are answered; the last of those waits for an officer. `offices` by the number of their authority."""
    staff = {one.school.pk: one for one in schools}
    asked = list(Observation.objects.select_related("accreditation", "school").order_by("pk"))[:-1]
    for question, (learned, again) in zip(asked, ANSWERS, strict=False):
        observations.answer(by=staff[question.school_id].coordinator, observation=question, learned=learned, have_again=again)
    waiting = Accreditation.objects.filter(state=AccreditationState.OBSERVED).select_related("person", "authority__policy").order_by("pk")
    for one in list(waiting)[:-1]:
        until = clock.today() + datetime.timedelta(days=DAYS)
        kinds = [kind.value for kind in kinds_led(one.person)]
        if kinds:
            steps.accredit(by=offices[one.authority_id].second, accreditation=one, kinds=kinds, until=until)
