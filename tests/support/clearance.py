"""Asking about one adult at one session, in few words."""

import datetime

from directory.models import Offer
from tests.factories.vetting import PlannedUseFactory, leader_of
from vetting.answers import ClearanceAnswer, ClearanceRequest
from vetting.queries.clearances.judging import clearances


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def answer(request: ClearanceRequest) -> ClearanceAnswer:
    return clearances([request])[request]


def plan(offer: Offer, *dates: str) -> None:
    """Days on which whoever leads the offer is planned elsewhere."""
    for date in dates:
        PlannedUseFactory(person=leader_of(offer), date=day(date))
