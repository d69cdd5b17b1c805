"""What a line does, and what became of an import, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.models import Row
from imports.rules.plans import Do
from imports.rules.targets import FIELD_LABELS
from vetting.rules.policy import PolicyContent

STEPS = {
    Do.PROVIDER_NEW: gettext_lazy("New provider"),
    Do.PROVIDER_CHANGED: gettext_lazy("Changes: %(what)s"),
    Do.PROVIDER_THEIRS: gettext_lazy("On Junction already and speaks for itself: nothing of theirs is changed"),
    Do.PERSON_NEW: gettext_lazy("New person: %(what)s"),
    Do.PERSON_LEFT_OUT: gettext_lazy("Left out, the provider names its own people: %(what)s"),
    Do.OFFER_NEW: gettext_lazy("New draft of an offer: %(what)s"),
    Do.OFFER_LEFT_OUT: gettext_lazy("Left out, the provider writes its own offers: %(what)s"),
    Do.CHECK_NEW: gettext_lazy("Date noted, to be verified: %(what)s"),
    Do.CHECK_RECORDED: gettext_lazy("Recorded here by an officer already: %(what)s"),
    Do.CHECK_RUN_OUT: gettext_lazy("Left out, run out: %(what)s"),
    Do.CHECK_LEFT_OUT: gettext_lazy("Left out, of nobody whom the provider names: %(what)s"),
}
COLUMN_OF_FIELD = {"name": "provider", "contact_email": "email", "contact_phone": "phone"}
QUIET = {Do.PROVIDER_SAME, Do.PERSON_SAME, Do.OFFER_SAME, Do.CHECK_SAME}


def steps_in_words(row: Row, policy: PolicyContent) -> list[str]:
    """Without what is there already."""
    lines = [_("Belongs to line %(line)s") % {"line": row.same_as}] if row.same_as else []
    return lines + [str(STEPS[Do(step)]) % {"what": _subject(step, subject, policy)} for step, subject in row.plan if step not in QUIET]


def _subject(step: str, subject: str, policy: PolicyContent) -> str:
    if step.startswith("check_"):
        known = policy.by_code.get(subject)
        return known.name if known else subject
    if step == Do.PROVIDER_CHANGED:
        return ", ".join(str(FIELD_LABELS[COLUMN_OF_FIELD.get(name, name)]) for name in subject.split())
    return subject


def problems_in_words(row: Row, headings: list[str], targets: dict[str, int]) -> list[tuple[str, str]]:
    """The column, by its heading, and what is wrong there."""
    return [(column_of(target, headings, targets), reason) for target, reason in row.problems]


def column_of(target: str, headings: list[str], targets: dict[str, int]) -> str:
    at = targets.get(target)
    return headings[at] if at is not None else str(FIELD_LABELS.get(target, target))


def rejected_lines(rows: Iterable[Row], headings: list[str], targets: dict[str, int]) -> Iterable[list[str]]:
    """For a file of the refused lines: their number, why, and their cells as they were brought."""
    yield [_("Line"), _("Why it is refused"), *headings]
    for row in rows:
        why = "; ".join(f"{column}: {reason}" for column, reason in problems_in_words(row, headings, targets))
        yield [str(row.line), why, *row.cells]
