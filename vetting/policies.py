"""Who may do what in vetting. Superusers are nobody here unless they hold a part: four eyes bind them too."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet

from directory.models import Offer, Person, Provider, ProviderMember, Venue
from directory.policies import can_edit_provider
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import has_role
from vetting.enums import CheckOutcome, CheckSource, OfficerRole
from vetting.models import Case, Check, Clearance, Officer, PolicyDraft, ReferenceRequest, Suspension, VettingAuthority
from vetting.states import CheckState

Visitor = AbstractBaseUser | AnonymousUser
CheckSubject = Person | Provider | Venue | Offer
WORKING = (OfficerRole.OFFICER, OfficerRole.LEAD)
RECORD_KEEPERS = (SchoolRole.SAFEGUARDING_LEAD, SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER)


def holds(user: Visitor, authority: VettingAuthority, *roles: str) -> bool:
    """Whether the user holds one of these parts in the authority now."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Officer.objects.filter(user=user.pk, authority=authority, role__in=roles, ended_at=None).exists()


def is_officer(user: Visitor) -> bool:
    """Whether the user has any part in any authority."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Officer.objects.filter(user=user.pk, ended_at=None).exists()


def can_work_queue(user: Visitor, authority: VettingAuthority) -> bool:
    """Claims, asks, records and recommends."""
    return holds(user, authority, *WORKING)


def can_hand_over(user: Visitor, case: Case) -> bool:
    """Who has it, or a lead."""
    return (user.pk == case.claimed_by_id and can_work_queue(user, case.authority)) or holds(user, case.authority, OfficerRole.LEAD)


def can_assign_to(user: Visitor, authority: VettingAuthority, receiver: Visitor) -> bool:
    """An officer takes unclaimed cases for themselves; a lead gives them to whoever works there."""
    if user.pk == receiver.pk:
        return can_work_queue(user, authority)
    return holds(user, authority, OfficerRole.LEAD) and can_work_queue(receiver, authority)


def can_appoint_officers(user: Visitor, authority: VettingAuthority) -> bool:
    return holds(user, authority, OfficerRole.ADMINISTRATOR)


def can_see_case(user: Visitor, case: Case) -> bool:
    """The list form is Case.objects.visible_to."""
    return holds(user, case.authority, *OfficerRole.values)


def can_see_reference(user: Visitor, reference: ReferenceRequest) -> bool:
    """The list form is ReferenceRequest.objects.visible_to. Never who it is about, nor who acts with them."""
    case = reference.case
    if case is None or has_interest_in(user, reference.person) or can_edit_provider(user, reference.provider):
        return False
    return holds(user, case.authority, *OfficerRole.values)


def can_see_check(user: Visitor, check: Check) -> bool:
    """The list form is Check.objects.visible_to."""
    return holds(user, check.authority, *OfficerRole.values)


def has_interest_in(user: Visitor, subject: CheckSubject) -> bool:
    """Whether the user is the adult, or acts for a provider that the subject belongs to: then others decide."""
    if isinstance(subject, Person):
        own = ProviderMember.objects.filter(
            user=user.pk, left_at=None, provider__provider_people__person=subject, provider__provider_people__left_on=None
        )
        return subject.user_id == user.pk or own.exists()
    provider = subject if isinstance(subject, Provider) else subject.provider
    return provider is not None and can_edit_provider(user, provider)


def subject_of_row(row: Check | Clearance) -> CheckSubject:
    subject = row.person or row.provider or row.venue or row.offer
    assert subject is not None  # noqa: S101  # the database holds that there is exactly one
    return subject


def can_record_check(user: Visitor, authority: VettingAuthority, subject: CheckSubject) -> bool:
    return can_work_queue(user, authority) and not has_interest_in(user, subject)


def can_verify_check(user: Visitor, check: Check) -> bool:
    """Never who performed it; conditions need a lead; what was imported, nobody: it has to be recorded from the evidence."""
    if check.source == CheckSource.IMPORT:
        return False
    roles = (OfficerRole.LEAD,) if check.outcome == CheckOutcome.PASS_WITH_CONDITIONS else WORKING
    return user.pk != check.performed_by_id and holds(user, check.authority, *roles) and not has_interest_in(user, subject_of_row(check))


def checks_relied_on(case: Case) -> Q:
    """Which verified checks a decision of the case would rest on."""
    version = case.version
    subjects = Q(person__in=version.people.all()) | Q(provider=case.provider) | Q(offer=case.offer)
    if version.venue_id is not None:
        subjects |= Q(venue=version.venue_id)
    return subjects & Q(authority=case.authority_id, state=CheckState.VERIFIED)


def can_decide_case(user: Visitor, case: Case) -> bool:
    """A second officer: not who submitted, recommended, or performed a check that the decision rests on, nor who acts for the provider."""
    if user.pk in {case.submitted_by_id, case.recommended_by_id} or not can_work_queue(user, case.authority):
        return False
    if can_edit_provider(user, case.provider) or case.version.people.filter(user=user.pk).exists():
        return False
    return not Check.objects.filter(checks_relied_on(case), performed_by=user.pk).exists()


def can_answer_case(user: Visitor, case: Case) -> bool:
    """The provider's side."""
    return can_edit_provider(user, case.provider)


def can_suspend(user: Visitor, clearance: Clearance) -> bool:
    return can_work_queue(user, clearance.authority)


def can_confirm_suspension(user: Visitor, suspension: Suspension) -> bool:
    """Somebody other than who suspended."""
    return user.pk != suspension.suspended_by_id and can_work_queue(user, suspension.clearance.authority)


def can_reinstate(user: Visitor, clearance: Clearance) -> bool:
    return holds(user, clearance.authority, OfficerRole.LEAD) and not has_interest_in(user, subject_of_row(clearance))


def can_read_policies(user: Visitor, authority: VettingAuthority) -> bool:
    return holds(user, authority, *OfficerRole.values)


def can_write_policy(user: Visitor, authority: VettingAuthority) -> bool:
    """Begins, changes, proposes and puts away a new version."""
    return holds(user, authority, OfficerRole.LEAD)


def can_publish_policy(user: Visitor, draft: PolicyDraft) -> bool:
    """A second person of the authority, never who proposed it."""
    return user.pk != draft.proposed_by_id and holds(user, draft.authority, *WORKING, OfficerRole.ADMINISTRATOR)


def can_accept_assurance(user: Visitor, school: School) -> bool:
    """Approvers and the safeguarding lead accept for their school."""
    return has_role(user, school, SchoolRole.APPROVER, SchoolRole.SAFEGUARDING_LEAD)


def can_read_assurance(user: Visitor, school: School) -> bool:
    """Letters and the record of visitors are for those who answer for the school's file. The list form is schools_with_record."""
    return schools_with_record(user).filter(pk=school.pk).exists()


def schools_with_record(user: Visitor) -> QuerySet[School]:
    """Schools whose letters and record of visitors the user may read."""
    return (
        School.objects.visible_to(user)
        .filter(members__user=user.pk, members__left_at=None, members__roles__role__in=RECORD_KEEPERS)
        .distinct()
    )
