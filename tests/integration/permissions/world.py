"""One small world: two schools, two providers, two authorities, and everybody who has or has not to do with them."""

import dataclasses

from accounts.models import User
from bookings.enums import Party
from bookings.models import AnswerLink, Booking, ProviderInvitation, Session
from bookings.services.feeds import make_feed
from bookings.services.invitations import accept_invitation, invite_provider
from core import clock
from directory.models import Provider
from imports.emails import claim_token
from imports.models import ClaimInvitation
from imports.services.invitations import invite_providers
from schools.emails import invitation_token
from schools.enums import NonTeachingKind, SchoolRole
from schools.models import MemberInvitation, School, SchoolMember
from schools.services.invitations import invite_member
from tests.factories.accounts import AuthenticatorFactory, UserFactory
from tests.factories.accreditation import AccreditationFactory, ObservationFactory
from tests.factories.bookings import SPRING, Scene, SubstitutionFactory, make_scene
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    OfferFactory,
    OfferPhotoFactory,
    PersonFactory,
    ProviderMemberFactory,
    SpaceFactory,
    VenueFactory,
)
from tests.factories.imports import brought, imported, just_brought
from tests.factories.leads import AdversePanelFactory, AppealFactory, ReferralPromptFactory, WaiverFactory
from tests.factories.partners import CrossAuthorityAlertFactory, OfficerLoanFactory, RecognitionFactory
from tests.factories.reliance import ReliancePolicyFactory, SchoolRequirementFactory
from tests.factories.schools import CalendarFactory, JoinRequestFactory, NonTeachingDayFactory, SchoolMemberFactory
from tests.factories.vetting import (
    CaseFactory,
    CheckFactory,
    ConcernFactory,
    ConflictFactory,
    LegalHoldFactory,
    OfficerFactory,
    PolicyDraftFactory,
    ReferenceFactory,
    SuspensionFactory,
    VettingAuthorityFactory,
    cleared_offer,
    leader_of,
)
from tests.integration.permissions.access import Role
from vetting.enums import OfficerRole
from vetting.models import AssuranceStatement, Clearance, Decision, ReferenceRequest, VettingAuthority
from vetting.services.officers import appoint_officer

NEWER_REGISTER = "Provider,Email\nBread,bread@example.org\n"
Places = dict[str, str | int]


@dataclasses.dataclass(frozen=True)
class World:
    """`places` are the numbers, slugs and secrets that stand in addresses and answers, by the names that the table uses."""

    users: dict[Role, User]
    places: Places


def make_world() -> World:
    """Everything of school A with provider A, vetted by authority A; school B, provider B and authority B stand beside."""
    authority = VettingAuthorityFactory()
    scene = make_scene(offer=cleared_offer(authority=authority))
    authority.local_authority = scene.school.authority
    authority.save(update_fields=["local_authority"])
    users = _people_of_school(scene.school) | _people_without_a_part() | _officers(authority)
    users |= {Role.COORDINATOR: scene.coordinator, Role.APPROVER: scene.head, Role.MEMBER: scene.member.user}
    users[Role.OTHER_MEMBER] = ProviderMemberFactory().user
    users[Role.LEAVER] = _leaver(scene.school, scene.offer.provider)
    places: Places = {"no_token": "0" * 64}
    places |= _of_school(scene, users) | _of_provider(scene) | _of_offers(scene) | _of_times(scene)
    places |= _of_bookings(scene) | _of_invited_providers(scene) | _of_authority(scene, authority, users)
    places |= _of_imports(authority, users) | _of_reliance(scene.school, authority)
    return World(users, places)


def _people_of_school(school: School) -> dict[Role, User]:
    other = SchoolMemberFactory()
    CalendarFactory(authority=other.school.authority)
    return {
        Role.ADMINISTRATOR: SchoolMemberFactory(school=school, roles=[SchoolRole.ADMINISTRATOR]).user,
        Role.OTHER_COORDINATOR: other.user,
    }


def _people_without_a_part() -> dict[Role, User]:
    root = UserFactory(is_superuser=True, is_staff=True)
    AuthenticatorFactory(user=root)
    return {Role.NOBODY: UserFactory(), Role.NEWCOMER: UserFactory(), Role.SUPERUSER: root}


def _leaver(school: School, provider: Provider) -> User:
    member: SchoolMember = SchoolMemberFactory(school=school, roles=SchoolRole.values, left_at=clock.now())
    ProviderMemberFactory(provider=provider, user=member.user, left_at=clock.now())
    return member.user


def _officers(authority: VettingAuthority) -> dict[Role, User]:
    """With a second factor, without which the admin lets nobody in."""
    parts: dict[Role, tuple[VettingAuthority, str]] = {
        Role.OFFICER: (authority, OfficerRole.OFFICER),
        Role.LEAD: (authority, OfficerRole.LEAD),
        Role.OTHER_OFFICER: (VettingAuthorityFactory(), OfficerRole.LEAD),
        Role.AUDITOR: (authority, OfficerRole.AUDITOR),
    }
    users: dict[Role, User] = {}
    for role, (theirs, part) in parts.items():
        users[role] = AuthenticatorFactory().user
        appoint_officer(by=None, user=users[role], authority=theirs, role=part)
    users[Role.BORROWED] = AuthenticatorFactory().user
    lender = VettingAuthorityFactory()
    appoint_officer(by=None, user=users[Role.BORROWED], authority=lender, role=OfficerRole.OFFICER)
    OfficerLoanFactory(accepted=True, lender=lender, borrower=authority, user=users[Role.BORROWED])
    return users


def _of_school(scene: Scene, users: dict[Role, User]) -> Places:
    school, newcomer = scene.school, users[Role.NEWCOMER]
    day = NonTeachingDayFactory(calendar=CalendarFactory(school=school), date="2027-03-17", kind=NonTeachingKind.CLOSURE)
    invitation: MemberInvitation = invite_member(
        by=users[Role.ADMINISTRATOR], school=school, email=newcomer.email, roles=[SchoolRole.RECEPTION]
    )
    return {
        "school": school.pk,
        "school_part": f"school-{school.pk}",
        "group": scene.group.pk,
        "colleague": SchoolMemberFactory(school=school, roles=[SchoolRole.RECEPTION]).pk,
        "day": day.pk,
        "invitation": invitation.pk,
        "invitation_token": invitation_token(invitation),
        "join_request": JoinRequestFactory(school=school, user=newcomer).pk,
    }


def _of_provider(scene: Scene) -> Places:
    provider = scene.offer.provider
    space = SpaceFactory(venue=VenueFactory(provider=provider))
    return {
        "provider": provider.slug,
        "provider_pk": provider.pk,
        "link": provider.provider_people.get(person=leader_of(scene.offer)).pk,
        "venue": space.venue_id,
        "space": space.pk,
    }


def _of_offers(scene: Scene) -> Places:
    """One that is listed, with an edit begun beside it, and a draft that nobody but the provider knows of."""
    draft = OfferFactory(provider=scene.offer.provider)
    return {
        "offer": scene.offer.pk,
        "offer_slug": scene.offer.slug,
        "draft": draft.pk,
        "draft_slug": draft.slug,
        "photo": OfferPhotoFactory(offer=scene.offer).pk,
    }


def _of_times(scene: Scene) -> Places:
    person = leader_of(scene.offer)
    return {
        "person": person.pk,
        "window": AvailabilityWindowFactory(person=person).pk,
        "exception": AvailabilityExceptionFactory(person=person).pk,
    }


def _of_bookings(scene: Scene) -> Places:
    requested, confirmed = scene.ask(SPRING[0]), scene.confirmed(SPRING[1])
    scene.provider_says(agreed := scene.ask(SPRING[2]))
    return {
        "draft_booking": scene.draft(SPRING[3]).reference,
        "requested": requested.reference,
        "confirmed": confirmed.reference,
        "session": str(confirmed.sessions.get().uuid),
        "proposal": SubstitutionFactory(session=confirmed.sessions.get(), proposed_by=scene.coordinator).pk,
        "provider_link": _link(requested, Party.PROVIDER),
        "school_link": _link(agreed, Party.SCHOOL),
        "used_link": _link(agreed, Party.PROVIDER),
        "feed": make_feed(by=scene.coordinator, school=scene.school).token,
    }


def _link(booking: Booking, party: str) -> str:
    token: str = AnswerLink.objects.get(booking=booking, party=party).token
    return token


def _of_invited_providers(scene: Scene) -> Places:
    def invite(email: str) -> ProviderInvitation:
        return invite_provider(by=scene.coordinator, school=scene.school, email=email, their_name="Hannah", wanted_title="Bread for Year 6")

    sent, accepted = invite("baker@example.org"), invite("miller@example.org")
    accept_invitation(by=scene.member.user, invitation=accepted, provider=scene.offer.provider)
    return {"provider_invitation": sent.pk, "provider_invitation_token": sent.token, "accepted_request": accepted.pk}


def _of_authority(scene: Scene, authority: VettingAuthority, users: dict[Role, User]) -> Places:
    """A case in the hands of the officer, one that is recommended, a check to verify, a clearance in force and a suspended one."""
    provider, officer = scene.offer.provider, users[Role.OFFICER]
    people = [leader_of(scene.offer)]
    cases = {
        name: CaseFactory(
            authority=authority,
            claimed_by=officer,
            offer=OfferFactory(provider=provider, state="in_review", version__people=people),
            **{state: True},
        )
        for name, state in (("case", "claimed"), ("recommended_case", "recommended"), ("waiting_case", "waiting"))
    }
    alone = {"version__nature": "talk_assembly", "version__supervision": "unsupervised"}  # where the law leaves it to an officer
    unchecked = PersonFactory()
    to_rule = OfferFactory(provider=provider, state="in_review", version__people=[unchecked], **alone)
    check = CheckFactory(authority=authority, person=people[0], performed_by=officer)
    from_register = CheckFactory(
        authority=authority, person=people[0], performed_by=users[Role.LEAD], source="import", outcome="", route=""
    )
    suspension = SuspensionFactory(clearance__authority=authority, suspended_by=officer)
    referee: ReferenceRequest = ReferenceFactory(person=people[0], case=cases["waiting_case"])
    silent = ReferenceFactory(person=people[0], case=cases["waiting_case"], state="unanswered")
    return {
        **{name: case.pk for name, case in cases.items()},
        "referee": referee.pk,
        "referee_token": referee.token,
        "case_to_rule": CaseFactory(authority=authority, claimed_by=officer, offer=to_rule, claimed=True).pk,
        "unchecked": unchecked.pk,
        "waiting_slug": cases["waiting_case"].offer.slug,
        "check": check.pk,
        "imported_check": from_register.pk,
        "clearance": Clearance.objects.get(authority=authority, provider=provider).pk,
        "suspended": suspension.clearance_id,
        "ring_task": f"referee-{silent.pk}-unanswered-{silent.expires_at.astimezone(clock.LONDON):%Y%m%d}",
        "concern": ConcernFactory(authority=authority, provider=provider, school=scene.school).pk,
        "conflict": ConflictFactory(officer=officer).pk,
        **_of_accreditation(scene, authority),
        **_of_leads(authority, users[Role.LEAD]),
        "decision": Decision.objects.filter(case__authority=authority).order_by("pk")[0].pk,
        "hold": LegalHoldFactory(authority=authority, person=people[0]).pk,
        **_of_others(scene, authority),
    }


def _of_others(scene: Scene, authority: VettingAuthority) -> Places:
    """What another authority says of the provider, recognised, about to be, and not yet."""
    provider, second = scene.offer.provider, VettingAuthorityFactory()
    cleared_offer(authority=second, provider=provider)
    statement = AssuranceStatement.objects.get(authority=second)
    third = cleared_offer().provider
    said = AssuranceStatement.objects.get(provider=third)
    return {
        "others_statement": statement.pk,
        "recognition": RecognitionFactory(authority=authority).pk,
        "proposed_recognition": RecognitionFactory(authority=authority, statement=said, settings_allowed=["school_site"], proposed=True).pk,
        "alert": CrossAuthorityAlertFactory(authority=authority).pk,
    }


def _of_accreditation(scene: Scene, authority: VettingAuthority) -> Places:
    """The adult's way has begun, and the school of a confirmed session is asked about it; another adult could be invited."""
    begun = AccreditationFactory(person=leader_of(scene.offer), authority=authority)
    asked = ObservationFactory(accreditation=begun, school=scene.school, session=Session.objects.values_list("uuid", flat=True)[0])
    return {
        "accreditation": begun.pk,
        "observation": asked.pk,
        "candidate": leader_of(cleared_offer(authority=authority, provider=scene.offer.provider)).pk,
    }


def _of_imports(authority: VettingAuthority, users: dict[Role, User]) -> Places:
    """One whose columns are to be chosen, one to be started, and one that is done, with a provider who is invited."""
    lead = users[Role.LEAD]
    invited = imported(f"Provider,Email\nPies,{users[Role.NOBODY].email}\n", authority=authority, by=lead)
    invite_providers(by=lead, batch=invited)
    invitation = ClaimInvitation.objects.get()
    return {
        "claim_invitation": invitation.pk,
        "claim_token": claim_token(invitation),
        "imported": imported(authority=authority, by=lead).pk,
        "import_to_map": just_brought(authority=authority, by=lead).pk,
        "import_to_start": brought(NEWER_REGISTER, authority=authority, by=lead).pk,
    }


def _of_leads(authority: VettingAuthority, lead: User) -> Places:
    return {
        "authority": authority.pk,
        "panel": AdversePanelFactory(case__authority=authority).pk,
        "referral": ReferralPromptFactory(clearance__authority=authority).pk,
        "policy_draft": PolicyDraftFactory(authority=authority).pk,
        "waiver_of_lead": WaiverFactory(authority=authority, proposed_by=lead).pk,
        "granted_waiver": WaiverFactory(authority=authority, granted=True).pk,
        "waiver": WaiverFactory(authority=authority).pk,
        "appeal": AppealFactory(suspension__clearance__authority=authority).pk,
        "part": OfficerFactory(authority=authority).pk,
        "loan": OfficerLoanFactory(lender=authority).pk,
        "asked_loan": OfficerLoanFactory(borrower=authority).pk,
        "running_loan": OfficerLoanFactory(borrower=authority, accepted=True).pk,
    }


def _of_reliance(school: School, authority: VettingAuthority) -> Places:
    """A list that the school accepts, and a check that it asks in addition and that is in place nowhere."""
    ReliancePolicyFactory(school=school, authority=authority)
    return {"requirement": SchoolRequirementFactory(school=school, check_type="FOOD_HYGIENE").pk}
