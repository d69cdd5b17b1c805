"""Make the tables and fill the demo: real schools, made-up people, everything through the services that the site itself uses."""

import datetime
import io
import random
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import clock
from directory.models import Provider
from portal.demo import (
    accredited,
    appeals,
    booking,
    clearing,
    content,
    declarations,
    listing,
    overseen,
    partners,
    policies,
    queue,
    referees,
    registers,
    reliance,
    statuses,
    suspended,
    waivers,
)
from portal.demo.schools import ARMATHWAITE, BEACONHILL, BLYTH, Office, Staff, staff_authority, staff_school
from vetting.models import Policy

SEED = 20_260_922
WEEKS_SINCE_VETTING = 11
STALE_DAYS = 14
DATA = settings.BASE_DIR / "data"
REFERENCE_DATA = [
    ("postcodes_load",),
    ("schools_import_gias", str(DATA / "gias-extract.csv")),
    ("calendars_example",),
    ("vetting_load_policy", str(DATA / "vetting_policy_england_2026_09.yaml")),
    ("cms_setup",),
]


class Command(BaseCommand):
    help = "Fills an empty database with the demo; a filled one is only brought up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo is filled under config.settings.demo only, so that no real site is ever filled with made-up people."
            )
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        first = Provider.objects.order_by("created_at").first()
        if first is not None:
            self.say_age(first.created_at)
            return
        started = time.monotonic()
        self.reference_data()
        self.people_and_offers()
        self.stdout.write(f"The demo is filled ({time.monotonic() - started:.0f} seconds).")

    def say_age(self, filled: datetime.datetime) -> None:
        days = (clock.now() - filled).days - WEEKS_SINCE_VETTING * 7
        if days > STALE_DAYS:
            self.stdout.write(f"The demo was filled {days} days ago and its dates are growing old: make demo-reset starts afresh.")

    def reference_data(self) -> None:
        for command in REFERENCE_DATA:
            call_command(*command, stdout=io.StringIO(), verbosity=0)

    def people_and_offers(self) -> None:
        dice = random.Random(SEED)  # noqa: S311  # the same demo every time, not a secret
        past = clock.now() - datetime.timedelta(weeks=WEEKS_SINCE_VETTING)
        with clock.at(past):
            policy = Policy.objects.get()
            schools = [staff_school(urn) for urn in (BEACONHILL, BLYTH, ARMATHWAITE)]
            offices = {code: staff_authority(code, policy) for code in ("929", "354")}
            policies.give_own_policy(offices["354"])
            listed = self.enter_and_vet(offices, dice)
        queue.fill(listed, offices)
        with clock.at(past + datetime.timedelta(days=4)):
            accredited.begin_all(listed, offices.values())
        reliance.add_deputy(listed, offices)
        self.book(schools, listed)
        accredited.answer_some(schools, {office.authority.pk: office for office in offices.values()})
        registers.import_last_years(offices["929"])
        registers.bring_to_preview(offices["929"])
        partners.bring_together(listed, offices)
        self.everything_else(schools, listed, offices)

    def everything_else(self, schools: list[Staff], listed: list[listing.Listed], offices: dict[str, Office]) -> None:
        """What vetting can do beside cases: something of each, waiting for somebody."""
        statuses.subscribe_some(listed, offices)
        declarations.declare_some(listed, offices)
        referees.ask_all(listed)
        waivers.waive_some(listed, offices)
        appeals.appeal_all(listed, offices)
        reliance.rely(schools, listed, offices)
        suspended.raise_concerns(schools, listed, offices)
        overseen.oversee(listed, offices)
        policies.propose_next(offices["929"])

    def enter_and_vet(self, offices: dict[str, Office], dice: random.Random) -> list[listing.Listed]:
        sources = content.providers()
        listed = []
        for number, source in enumerate(sources, start=1):
            self.stdout.write(f"\r  provider {number} of {len(sources)}", ending="")
            self.stdout.flush()
            # One commit a provider: the demo is filled in a third of the time. What is still open was handed in later than what is decided.
            later = datetime.timedelta(days=35 + number * 13 % 40 if source.standing in clearing.STOPS else 0)
            with transaction.atomic(), clock.at(clock.now() + later):
                entered = listing.enter_provider(source, dice)
                clearing.vet(entered, clearing.office_of(entered, offices), source.standing)
            listed.append(entered)
        self.stdout.write("")
        return listed

    def book(self, schools: list[Staff], listed: list[listing.Listed]) -> None:
        for staff in schools:
            booking.book_all(staff, listed)
        booking.loose_ends(schools[0], listed[0].user)
