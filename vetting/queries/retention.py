"""What vetting no longer needs to know."""

import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from core.retention import unneeded
from directory.models import Person, Provider
from directory.queries.retention import uninvolved_people
from vetting.enums import DecisionOutcome, ReferralKind, SuspensionGround
from vetting.models import (
    Accreditation,
    AdversePanel,
    Appeal,
    AssuranceStatement,
    Call,
    Case,
    CaseNote,
    Check,
    Clearance,
    Concern,
    ConflictDeclaration,
    CrossAuthorityAlert,
    LegalHold,
    Observation,
    Officer,
    OfficerLoan,
    PlannedUse,
    Recognition,
    ReferenceRequest,
    ReferralPrompt,
    RegulatedActivityAssessment,
    ReliancePolicy,
    SchoolAcceptance,
    SchoolRequirement,
    StatusConsent,
    Suspension,
    Waiver,
)
from vetting.states import CaseState, ReferralState
from vetting.states.panels import PanelState


def settled_references(before: datetime.datetime) -> QuerySet[ReferenceRequest]:
    """Of adults whose last case was closed before then, or who were named before then and never had one."""
    open_for = Case.objects.still_open().filter(version__people__isnull=False).values("version__people")
    settled = ReferenceRequest.objects.filter(named_at__lt=before).exclude(person__in=open_for)
    last = settled.annotate(closed=Max("person__offer_versions__cases__closed_at"))
    return ReferenceRequest.objects.filter(pk__in=last.filter(Q(closed=None) | Q(closed__lt=before)).values("pk"))


def with_open_matters(before: datetime.datetime) -> QuerySet[Case]:
    """Closed before then, and what was asked, answered and noted is still there."""
    noted = Exists(CaseNote.objects.filter(case=OuterRef("pk")))
    return Case.objects.filter(~Q(question="") | ~Q(answer="") | noted, closed_at__lt=before)


def old_applications(before: datetime.datetime) -> QuerySet[Case]:
    """Declined or taken back before then, and still saying who handed it in and who worked on it."""
    ended = Case.objects.filter(Q(state=CaseState.WITHDRAWN) | Q(decision__outcome=DecisionOutcome.DECLINED), closed_at__lt=before)
    return ended.exclude(submitted_by=None, claimed_by=None, recommended_by=None)


def _without_days(people: QuerySet[Person], day: datetime.date) -> QuerySet[Person]:
    return people.filter(~Exists(PlannedUse.objects.filter(person=OuterRef("pk"), date__gte=day)))


def old_checks(before: datetime.datetime) -> QuerySet[Check]:
    """Of people, providers, places and offers that have had no part in anything since."""
    day = before.date()
    people = _without_days(uninvolved_people(before), day)
    providers = Provider.objects.filter(closed_at__lt=before)
    closed_school = Q(venue__school__is_active=False, venue__school__closes_on__lt=day)
    gone = Q(person__in=people) | closed_school
    for lookup in ("provider", "offer__provider", "venue__provider"):
        gone |= Q(**{f"{lookup}__in": providers})
    return unneeded(Check.objects.filter(gone, recorded_at__lt=before).exclude(expires_on__gte=day))


def _ended_suspensions(before: datetime.datetime) -> QuerySet[Suspension]:
    return Suspension.objects.filter(Q(lifted_at__lt=before) | Q(lifted_at=None, clearance__ended_at__lt=before))


def old_suspensions(before: datetime.datetime) -> QuerySet[Suspension]:
    return unneeded(_ended_suspensions(before).exclude(ground=SuspensionGround.ALLEGATION_LADO))


def old_allegations(before: datetime.datetime) -> QuerySet[Suspension]:
    """That there was an allegation is kept until a person has looked at what the authority's schedule says."""
    return _ended_suspensions(before).filter(ground=SuspensionGround.ALLEGATION_LADO)


def old_clearances(before: datetime.datetime) -> QuerySet[Clearance]:
    return unneeded(Clearance.objects.filter(ended_at__lt=before))


def old_assessments(before: datetime.datetime) -> QuerySet[RegulatedActivityAssessment]:
    """Superseded, or about somebody who has taught nowhere since."""
    past = Q(superseded_by__isnull=False) | Q(person__in=_without_days(uninvolved_people(before), before.date()))
    later = RegulatedActivityAssessment.objects.filter(superseded_by=OuterRef("pk"))
    return RegulatedActivityAssessment.objects.filter(past, ~Exists(later), decided_at__lt=before)


def old_acceptances(before: datetime.datetime) -> QuerySet[SchoolAcceptance]:
    return unneeded(SchoolAcceptance.objects.filter(Q(withdrawn_at__lt=before) | Q(expires_on__lt=before.date())))


def old_statements(before: datetime.datetime) -> QuerySet[AssuranceStatement]:
    """The last one of a provider by an authority stays: it is what still stands."""
    newer = AssuranceStatement.objects.filter(
        provider=OuterRef("provider"), authority=OuterRef("authority"), issued_at__gt=OuterRef("issued_at")
    )
    ended = Q(holds_until__lt=before.date()) & (Exists(newer) | Q(provider__closed_at__lt=before))
    return unneeded(AssuranceStatement.objects.filter(ended, issued_at__lt=before))


def old_cases(before: datetime.datetime) -> QuerySet[Case]:
    """With their decisions, once no clearance rests on those."""
    rests = Clearance.objects.filter(decision__case=OuterRef("pk"))
    return unneeded(Case.objects.filter(~Exists(rests), closed_at__lt=before), except_from=("vetting.decision",))


def old_days(before: datetime.datetime) -> QuerySet[PlannedUse]:
    return unneeded(PlannedUse.objects.filter(date__lt=before.date()))


def old_observations(before: datetime.datetime) -> QuerySet[Observation]:
    """Also those that nobody answered."""
    return unneeded(Observation.objects.filter(accreditation__ended_at__lt=before))


def old_accreditations(before: datetime.datetime) -> QuerySet[Accreditation]:
    return unneeded(Accreditation.objects.filter(ended_at__lt=before))


def former_officers(before: datetime.datetime) -> QuerySet[Officer]:
    return unneeded(Officer.objects.filter(ended_at__lt=before))


def ended_conflicts(before: datetime.datetime) -> QuerySet[ConflictDeclaration]:
    return ConflictDeclaration.objects.filter(ended_at__lt=before)


def old_loans(before: datetime.datetime) -> QuerySet[OfficerLoan]:
    """Whose part has gone too."""
    return unneeded(OfficerLoan.objects.filter(ends_on__lt=before.date(), proposed_at__lt=before))


def ended_recognitions(before: datetime.datetime) -> QuerySet[Recognition]:
    return unneeded(Recognition.objects.filter(Q(expires_on__lt=before.date()) | Q(withdrawn_at__lt=before)))


def settled_alerts(before: datetime.datetime) -> QuerySet[CrossAuthorityAlert]:
    """One that nobody has seen to stays."""
    return unneeded(CrossAuthorityAlert.objects.filter(acknowledged_at__lt=before))


def withdrawn_consents(before: datetime.datetime) -> QuerySet[StatusConsent]:
    """Taken back, or of an adult who works with no provider any more."""
    return unneeded(StatusConsent.objects.filter(Q(withdrawn_at__lt=before) | Q(person__in=uninvolved_people(before), given_at__lt=before)))


def ended_reliance(before: datetime.datetime) -> QuerySet[ReliancePolicy]:
    ended = Q(ends_on__lt=before.date()) | Q(withdrawn_at__lt=before) | Q(replaced_at__lt=before)
    return unneeded(ReliancePolicy.objects.filter(ended))


def removed_requirements(before: datetime.datetime) -> QuerySet[SchoolRequirement]:
    return unneeded(SchoolRequirement.objects.filter(removed_at__lt=before))


def old_waivers(before: datetime.datetime) -> QuerySet[Waiver]:
    return unneeded(Waiver.objects.filter(Q(ended_at__lt=before) | Q(expires_on__lt=before.date())))


def old_appeals(before: datetime.datetime) -> QuerySet[Appeal]:
    return Appeal.objects.filter(closed_at__lt=before)


def old_concerns(before: datetime.datetime) -> QuerySet[Concern]:
    return Concern.objects.filter(closed_at__lt=before)


def old_referrals(before: datetime.datetime) -> QuerySet[ReferralPrompt]:
    """Decided before then. One about the LADO is for a person to look at, as the allegation is."""
    return _decided_referrals(before).exclude(kind=ReferralKind.LADO)


def old_referrals_to_lado(before: datetime.datetime) -> QuerySet[ReferralPrompt]:
    return _decided_referrals(before).filter(kind=ReferralKind.LADO)


def _decided_referrals(before: datetime.datetime) -> QuerySet[ReferralPrompt]:
    return ReferralPrompt.objects.filter(considered_at__lt=before).exclude(state=ReferralState.DEFERRED)


def settled_panels(before: datetime.datetime) -> QuerySet[AdversePanel]:
    """Of a case that was closed before then, and saying more than the outcome. One still to be held waits for the adult's open cases."""
    looked_at = Case.objects.still_open().filter(authority=OuterRef("authority"), version__people=OuterRef("person"))
    held = Q(state=PanelState.HELD, required_on__isnull=False) & Q(held_on__lt=before.date())
    never = Q(state=PanelState.TAKEN_BACK) | Q(state=PanelState.REQUIRED) & ~Exists(looked_at)
    return AdversePanel.objects.filter(held | never, case__closed_at__lt=before)


def old_panels(before: datetime.datetime) -> QuerySet[AdversePanel]:
    """As long as the case and its decision, which wait for them."""
    rests = Clearance.objects.filter(decision__case=OuterRef("case"))
    return AdversePanel.objects.filter(~Exists(rests), case__closed_at__lt=before)


def old_calls(before: datetime.datetime) -> QuerySet[Call]:
    return Call.objects.filter(made_at__lt=before)


def lifted_holds(before: datetime.datetime) -> QuerySet[LegalHold]:
    return LegalHold.objects.filter(lifted_at__lt=before)
