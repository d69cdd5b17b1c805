"""Referees, named and asked with the real services."""

import dataclasses
from typing import Any

from core import clock
from directory.models import Person
from tests.support.vetting import Desk
from vetting.models import ReferenceRequest
from vetting.services.cases.references import name_referee

GOOD: dict[str, Any] = {
    "known_as": "employer",
    "known_for": "over_three",
    "seen_with_children": "often",
    "content": "yes",
    "has_concern": False,
    "phone": "",
}


@dataclasses.dataclass
class Naming:
    """Names one referee after another, for the adult of a case."""

    desk: Desk

    @property
    def person(self) -> Person:
        return self.desk.case.version.people.get()

    def __call__(self, name: str = "Grace Hall", **changes: Any) -> ReferenceRequest:
        said: dict[str, Any] = {
            "name": name,
            "email": f"{name.split()[0].lower()}@example.org",
            "kind": "employer",
            "known_since": clock.today().year - 5,
        }
        return name_referee(by=self.desk.member, version=self.desk.case.version, person=self.person, **said | changes)
