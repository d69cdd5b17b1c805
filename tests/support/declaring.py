"""Answering checks oneself, with the real service."""

import dataclasses
from typing import Any

from accounts.models import User
from directory.models import Person
from tests.factories.directory import ProviderPersonFactory
from tests.factories.vetting import good_recording
from tests.support.vetting import Desk
from vetting.models import Check
from vetting.policies.roles import CheckSubject
from vetting.queries.policies.content import content_of
from vetting.services.checks.declaring import declare


@dataclasses.dataclass
class Declaring:
    """Answers for a case, as somebody who acts for its provider, unless another user is given."""

    desk: Desk

    @property
    def person(self) -> Person:
        return self.desk.case.version.people.get()

    def link(self) -> Person:
        """The adult of the case works with its provider."""
        person = self.person
        if not person.provider_links.filter(provider=self.desk.case.provider).exists():
            ProviderPersonFactory(provider=self.desk.case.provider, person=person)
        return person

    def good(self, code: str) -> dict[str, Any]:
        """What is answered when all is well."""
        recording = good_recording(content_of(self.desk.authority.policy).by_code[code])
        return {"details": recording["details"], "expires_on": recording["expires_on"]}

    def __call__(self, code: str = "PLI", subject: CheckSubject | None = None, by: User | None = None, **changes: Any) -> Check:
        said = self.good(code) | changes
        return declare(
            by=by or self.desk.member,
            version=self.desk.case.version,
            check_type=code,
            subject=subject or self.desk.case.provider,
            **said,
        )
