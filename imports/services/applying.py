"""Doing what one line says, judged anew as things stand when it is its turn."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core import clock
from core.exceptions import DomainError
from directory.models import Person, Provider
from directory.services.offers import start_offer
from directory.services.people import add_person
from directory.services.providers import edit_provider
from directory.services.registered import add_unclaimed_provider
from imports.enums import Thing, Verdict
from imports.models import Batch, Change, Row
from imports.queries.judging import Judge, Judgement
from imports.rules.checks_in_lines import CheckDates
from imports.rules.headings import plain
from imports.rules.plans import Do
from imports.services.mapping import entry_of, write_judgement
from vetting.enums import CheckScope
from vetting.rules.policy import PolicyContent
from vetting.services.checks.imported import note_imported_check


@transaction.atomic
def apply_row(batch: Batch, row: Row, policy: PolicyContent) -> None:
    """Import the line, or refuse it whole where it can't be done by now. Either way it is done."""
    entry = entry_of(row, batch, policy)
    judgement = Judge([entry], batch.authority).judge(entry, follows=row.same_as)
    write_judgement(row, judgement)
    if judgement.verdict != Verdict.REJECTED:
        try:
            with transaction.atomic():
                _Application(batch, judgement).carry_out()
        except DomainError as refusal:
            row.verdict, row.problems = Verdict.REJECTED, [["provider", str(refusal.message)]]
    row.done_at = clock.now()
    if row.verdict != Verdict.REJECTED:
        row.cells = []
    row.save(update_fields=["verdict", "problems", "plan", "same_as", "done_at", "cells"])


class _Application:
    """One line on its way into the directory. What it makes or changes is written down, to be taken back."""

    def __init__(self, batch: Batch, judgement: Judgement) -> None:
        assert batch.started_by is not None  # noqa: S101  # the database holds that an import was started by somebody
        self.batch = batch
        self.by: User = batch.started_by
        self.judgement = judgement
        self.entry = judgement.entry

    def steps(self, kind: str) -> set[str]:
        return {step for step, _subject in self.judgement.plan if step.startswith(kind)}

    def carry_out(self) -> None:
        provider = self.provider()
        person = self.person(provider)
        if Do.OFFER_NEW in self.steps("offer"):
            self.offer(provider, person)
        wanted = {code for step, code in self.judgement.plan if step == Do.CHECK_NEW}
        for check in self.entry.checks:
            if check.code in wanted:
                self.check(check, person if check.scope == CheckScope.PERSON else provider)

    def provider(self) -> Provider:
        found = self.judgement.found
        if found is None:
            fields = dict(self.entry.provider)
            home = self.batch.authority.local_authority
            provider = add_unclaimed_provider(by=self.by, home_authority=home, **fields)
            self.note(Thing.PROVIDER, provider.pk, after=fields)
            return provider
        changes = self.judgement.changes
        if changes:
            before = {name: getattr(found.provider, name) for name in changes}
            edit_provider(by=self.by, provider=found.provider, **changes)
            self.note(Thing.PROVIDER, found.provider.pk, before=before, after=changes)
        return found.provider

    def person(self, provider: Provider) -> Person | None:
        said = self.entry.person
        if said is None:
            return None
        if Do.PERSON_NEW not in self.steps("person"):
            return _named(provider, said["name"])
        link = add_person(by=self.by, provider=provider, public_name=_public_name(said), **said)
        self.note(Thing.PERSON, link.person_id, after={"name": link.person.name, "public_name": link.person.public_name})
        return link.person

    def offer(self, provider: Provider, person: Person | None) -> None:
        assert self.entry.offer is not None  # noqa: S101  # the plan says that there is one
        said = self.entry.offer
        offer = start_offer(by=self.by, provider=provider, people=[person] if person else [], **said)
        self.note(Thing.OFFER, offer.pk, after=said)

    def check(self, dates: CheckDates, subject: Person | Provider | None) -> None:
        assert subject is not None  # noqa: S101  # the plan notes a personal check only of a person
        made = dates.performed_on or dates.issued_on or clock.today()
        check = note_imported_check(
            by=self.by,
            authority=self.batch.authority,
            check_type=dates.code,
            subject=subject,
            performed_on=made,
            issued_on=dates.issued_on,
            expires_on=dates.expires_on,
        )
        self.note(Thing.CHECK, check.pk, after={"type": dates.code})

    def note(self, thing: Thing, pk: int, *, after: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> None:
        Change.objects.create(
            batch=self.batch,
            line=self.entry.number,
            thing=thing,
            object_id=pk,
            before=dict(before) if before is not None else None,
            after=dict(after),
        )


def _named(provider: Provider, name: str) -> Person | None:
    links = provider.provider_people.filter(left_on=None).select_related("person").order_by("pk")
    return next((link.person for link in links if plain(link.person.name) == plain(name)), None)


def _public_name(said: Mapping[str, Any]) -> str:
    """The first name, and what they do where the register says it: all that the public ever sees of somebody."""
    first = said["name"].split()[0]
    return f"{first}, {said['role_title']}"[:80] if said["role_title"] else first[:80]
