"""One line of a register, read by what its columns mean. A line is taken whole or refused whole, with every reason at its column."""

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from core.postcodes import PostcodeError, normalise
from core.sheets import without_mark
from directory.enums import EngagementBasis, OfferKind, ProviderKind
from imports.rules.checks_in_lines import CheckDates, read_checks
from imports.rules.headings import plain
from imports.rules.tables import LONGEST_CELL
from imports.rules.words import ENGAGEMENTS, OFFER_KINDS, PROVIDER_KINDS
from vetting.rules.details import DISCLOSURE, LONG_NUMBER
from vetting.rules.policy import PolicyContent

LONGEST = {"provider": 120, "phone": 30, "summary": 200, "person": 120, "role": 80, "offer": 90, "offer_summary": 200, "email": 254}
SPREADSHEET_ERROR = re.compile(r"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")
FREE_TEXT = {"provider", "summary", "person", "role", "offer", "offer_summary"}


@dataclasses.dataclass(frozen=True)
class Defaults:
    """What holds where a line doesn't say."""

    kind: str = ProviderKind.CBT_INDIVIDUAL
    engagement: str = EngagementBasis.VOLUNTEER


@dataclasses.dataclass(frozen=True)
class Problem:
    """Why a line is refused. `target` is what the column is used as; the value itself is not repeated."""

    target: str
    reason: str


@dataclasses.dataclass(frozen=True)
class Entry:
    """What a line says. `provider`, `person` and `offer` hold values by the names of the directory's fields."""

    number: int
    provider: Mapping[str, Any]
    person: Mapping[str, Any] | None
    offer: Mapping[str, Any] | None
    checks: tuple[CheckDates, ...]
    problems: tuple[Problem, ...]

    @property
    def email(self) -> str:
        return str(self.provider["contact_email"])

    @property
    def name_and_postcode(self) -> tuple[str, str]:
        """For telling providers apart; the postcode is "" where the line has none."""
        return plain(self.provider["name"]), str(self.provider.get("postcode", ""))


def read_line(number: int, cells: Mapping[str, str], policy: PolicyContent, defaults: Defaults, today: datetime.date) -> Entry:
    """`cells` are by target (see imports.rules.targets)."""
    reader = _Reader(cells)
    provider = reader.provider(defaults)
    person = reader.person(provider, defaults)
    offer = reader.offer()
    checks, wrong = read_checks(cells, policy, today, has_person=person is not None)
    problems = [*reader.problems, *(Problem(target, reason) for target, reason in wrong)]
    return Entry(number, provider, person, offer, tuple(checks), tuple(problems))


class _Reader:
    """Reads fields, gathering what is wrong."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.problems: list[Problem] = []

    def refuse(self, target: str, reason: str) -> str:
        self.problems.append(Problem(target, reason))
        return ""

    def text(self, target: str) -> str:
        """Cleaned of double spaces; "" where it is empty or refused."""
        value = without_mark(" ".join(self.cells.get(target, "").split()))
        if SPREADSHEET_ERROR.match(value):
            return self.refuse(target, _("The spreadsheet shows an error here. Mend the formula, or write the value."))
        longest = LONGEST.get(target, LONGEST_CELL)
        if len(value) > longest:
            return self.refuse(target, _("It is longer than %(most)s characters. Shorten it.") % {"most": longest})
        if target in FREE_TEXT and LONG_NUMBER.search(value):
            return self.refuse(target, _("It holds a long number, as certificates have. Leave it out: it is not kept."))
        if target in FREE_TEXT and DISCLOSURE.search(value):
            return self.refuse(target, _("It must not say anything that a certificate says. Leave it out: it is not kept."))
        return value

    def cleaned(self, target: str, clean: Callable[[str], str], reason: str) -> str:
        value = self.text(target)
        if not value:
            return ""
        try:
            return clean(value)
        except (ValidationError, PostcodeError):
            return self.refuse(target, reason)

    def choice(self, target: str, words: Mapping[str, str], default: str) -> str:
        value = plain(self.text(target))
        if not value:
            return default
        return words.get(value) or self.refuse(target, _("This word is not known here. The template file lists those that are."))

    def provider(self, defaults: Defaults) -> dict[str, Any]:
        name = self.text("provider")
        if len(name) < 2 and not self.has_problem("provider"):
            self.refuse("provider", _("A provider needs a name."))
        if name.startswith("(example)"):
            self.refuse("provider", _("This is the example of the template file. Delete the line."))
        if "@" in name:
            self.refuse("provider", _("This looks like an e-mail address. Look whether the columns are chosen rightly."))
        email = self.cleaned("email", _email, _("This is not an e-mail address."))
        if not email and not self.has_problem("email"):
            self.refuse("email", _("An e-mail address is needed, so that the provider can be invited."))
        optional = {
            "contact_phone": self.cleaned("phone", _phone, _("This is not a telephone number.")),
            "postcode": self.cleaned("postcode", normalise, _("This is not a British postcode. Write it in full, like NE23 6QW.")),
            "website": self.cleaned("website", _website, _("This is not a web address.")),
            "summary": self.text("summary"),
        }
        return {
            "name": name,
            "contact_email": email,
            "kinds": self.kinds(defaults),
            **{key: text for key, text in optional.items() if text},
        }

    def kinds(self, defaults: Defaults) -> list[str]:
        """One or more, with commas, semicolons or strokes between them."""
        parts = [plain(part) for part in re.split(r"[,;/|+]", self.text("kind")) if part.strip()]
        if not parts:
            return [defaults.kind]
        known = [PROVIDER_KINDS.get(part, "") for part in parts]
        if not all(known):
            self.refuse("kind", _("This word is not known here. The template file lists those that are."))
        return sorted(set(filter(None, known)))

    def person(self, provider: Mapping[str, Any], defaults: Defaults) -> dict[str, Any] | None:
        """Somebody who teaches in their own name is the adult, where no other is named."""
        name = self.text("person")
        role = self.text("role")
        engagement = self.choice("engagement", ENGAGEMENTS, defaults.engagement)
        if not name and provider["kinds"] == [ProviderKind.CBT_INDIVIDUAL]:
            name = provider["name"]
        if name and not re.search(r"[^\W\d_]", name):
            self.refuse("person", _("This is not a name."))
        if "@" in name and name != provider["name"]:
            self.refuse("person", _("This looks like an e-mail address. Look whether the columns are chosen rightly."))
        return {"name": name, "role_title": role, "engagement": engagement} if name else None

    def offer(self) -> dict[str, Any] | None:
        title = self.text("offer")
        kind = self.choice("offer_kind", OFFER_KINDS, OfferKind.SESSION)
        summary = self.text("offer_summary")
        if title and len(title) < 5:
            self.refuse("offer", _("A title has at least five letters."))
        return {"title": title, "kind": kind, "summary": summary} if title else None

    def has_problem(self, target: str) -> bool:
        return any(problem.target == target for problem in self.problems)


def _email(text: str) -> str:
    validate_email(text)
    return text.lower()


def _phone(text: str) -> str:
    if not re.fullmatch(r"\+?[\d ()./x-]{5,30}(ext\.? ?\d+)?", text, re.IGNORECASE):
        raise ValidationError("phone")
    return text


def _website(text: str) -> str:
    address = text if re.match(r"^https?://", text) else f"https://{text}"
    URLValidator(schemes=["http", "https"])(address)
    if len(address) > 200:
        raise ValidationError("long")
    return address
