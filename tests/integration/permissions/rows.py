"""What a row of the table says of an address, and the usual kinds of row."""

import dataclasses

from tests.integration.permissions.access import Access, Outcome, Role


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    places: str
    read: Access | None
    sent: Access | None
    body: dict[str, str] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name} {self.places}".strip()

    @property
    def arguments(self) -> list[str]:
        return self.places.split()

    def outcome(self, role: Role, access: Access | None) -> Outcome:
        known = access or self.read or self.sent
        assert known is not None
        known = known if self.sent is None else known.acting
        return known.outcome(role) if access is not None else known.wrong_method(role)


def page(name: str, places: str, access: Access) -> Row:
    """Only opened."""
    return Row(name, places, access, None)


def form(name: str, places: str, access: Access) -> Row:
    """Opened; sent empty, it comes back with its errors."""
    return Row(name, places, access, access)


def asking(name: str, places: str, access: Access) -> Row:
    """Opened, it asks; sent, it is done."""
    return Row(name, places, access, access.goes_on)


def button(name: str, places: str, access: Access, **body: str) -> Row:
    """Only sent."""
    return Row(name, places, None, access.goes_on, body)
