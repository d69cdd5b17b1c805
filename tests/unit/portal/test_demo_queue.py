"""What waits in the demo's queue fits the providers who are in it."""

import collections

from portal.demo import content
from portal.demo.queue import PLANS


def test_every_plan_is_of_a_cleared_provider_and_brings_something_that_pupils_need_not_travel_to() -> None:
    known = {provider.name: provider for provider in content.providers()}
    texts = content.offers()

    wrong = [
        plan
        for plan in PLANS
        if known[plan.provider].standing != "cleared"
        or (plan.offer and (texts[plan.offer].is_away or texts[plan.offer] in known[plan.provider].offers))
    ]

    assert wrong == []


def test_the_queue_has_every_step_in_it() -> None:
    steps = collections.Counter(plan.standing for plan in PLANS)

    assert steps == {"open": 8, "claimed": 5, "recommended": 4, "waiting": 3, "answered": 2, "withdrawn": 1}
