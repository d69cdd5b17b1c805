"""Where somebody answers a check: for an offer that they edit, or for themselves as an adult who takes part in one."""

import dataclasses
from typing import Any

from directory.models import Offer, OfferVersion
from portal.queries.offers import version_beside
from vetting.enums import CheckScope, CheckSource
from vetting.models import Check, VettingAuthority
from vetting.policies.roles import CheckSubject
from vetting.queries.asked.own import own_versions
from vetting.queries.asked.requirements import Requirement, requirements_for
from vetting.queries.cases.authorities import authority_for
from vetting.queries.clearances.evidence import subjects_filter
from vetting.queries.policies.content import content_of
from vetting.rules.declaring import can_be_declared
from vetting.rules.policy import CheckType
from vetting.states import CheckState


@dataclasses.dataclass(frozen=True)
class Question:
    """One check that is asked for a version, and that can be answered. `is_edited` where the reader acts for the provider."""

    version: OfferVersion
    authority: VettingAuthority
    requirement: Requirement
    check_type: CheckType
    subject: CheckSubject
    is_edited: bool


def question_of(user: Any, slug: str, code: str, scope: str, subject: int) -> Question | None:
    """None for what is not asked there, can't be answered, or is nobody's business of the reader."""
    version, is_edited = _version(user, slug)
    authority = authority_for(version) if version else None
    if version is None or authority is None:
        return None
    asked = requirements_for(version, authority)
    wanted = (one for one in asked if one.code == code and one.scope == scope and one.subject_key[1] == subject)
    requirement = next(wanted, None)
    check_type = content_of(authority.policy).by_code.get(code)
    found = _subject(version, scope, subject)
    if requirement is None or check_type is None or found is None or not can_be_declared(check_type):
        return None
    if not is_edited and not _is_own(user, scope, subject):
        return None
    return Question(version, authority, requirement, check_type, found, is_edited)


def _version(user: Any, slug: str) -> tuple[OfferVersion | None, bool]:
    offer = Offer.objects.editable_by(user).filter(slug=slug).select_related("provider", "approved_version__venue").first()
    if offer is not None:
        version = version_beside(offer) or offer.approved_version
        if version is not None:
            version.offer = offer
        return version, True
    person = getattr(user, "person", None)
    theirs = own_versions(person) if person is not None else []
    return next((version for version in theirs if version.offer.slug == slug), None), False


def _is_own(user: Any, scope: str, subject: int) -> bool:
    return scope == CheckScope.PERSON and user.person.pk == subject


def _subject(version: OfferVersion, scope: str, pk: int) -> CheckSubject | None:
    known: dict[str, CheckSubject | None] = {
        CheckScope.ORGANISATION: version.offer.provider,
        CheckScope.VENUE: version.venue,
        CheckScope.OFFER: version.offer,
    }
    return version.people.select_related("user").filter(pk=pk).first() if scope == CheckScope.PERSON else known.get(scope)


def last_answer(user: Any, question: Question) -> Check | None:
    """The newest answer to this question whose words the reader may read again, to whichever authority."""
    rows = Check.objects.declared_by_side_of(user).filter(subjects_filter([question.requirement.subject_key]))
    living = rows.filter(check_type=question.check_type.code).exclude(state=CheckState.REVOKED)
    return living.order_by("-recorded_at", "-pk").first()


def sent_back_answer(question: Question) -> Check | None:
    """What an officer of this authority gave back, with the reason."""
    rows = Check.objects.filter(subjects_filter([question.requirement.subject_key]), check_type=question.check_type.code)
    return rows.filter(authority=question.authority, source=CheckSource.PROVIDER, state=CheckState.SENT_BACK).first()
