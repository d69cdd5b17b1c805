"""The visitors' tab for a school's single central record: one row for each adult who has been, or is booked to come.

What must stand in the record itself is about staff, agency staff and proprietors; schools may add visitors. Source: Keeping children safe
in education, on the single central record.
"""

import collections
import dataclasses
import datetime

from django.db.models import Min

from core import clock
from directory.models import ProviderPerson
from schools.models import School
from vetting.enums import CheckScope
from vetting.models import AssuranceStatement, Check, PlannedUse, RegulatedActivityAssessment, SchoolAcceptance
from vetting.queries.assurance.acceptance import Acceptance, acceptances_of
from vetting.queries.clearances.evidence import PASSES, Subject, verified_checks

NOT_ASKED = "not_applicable"
Dated = datetime.date | str


@dataclasses.dataclass(frozen=True)
class Visitor:
    """Dates on which something was checked, never what it said. The columns of the sheet, in its order."""

    person_ref: str
    name: str
    provider: str
    role: str
    engagement_basis: str
    first_on_site: datetime.date
    identity_checked_on: Dated
    identity_checked_by: str
    dbs_level: str
    dbs_issued_on: Dated
    barred_list_checked_on: Dated
    update_service_status_on: Dated
    references_checked_on: Dated
    right_to_work_checked_on: Dated
    overseas_checked_on: Dated
    qualifications_checked_on: Dated
    prohibition_checked_on: Dated
    s128_checked_on: Dated
    employer_assurance_received_on: Dated
    safeguarding_training_on: Dated
    prevent_on: Dated
    raa_rule: str
    checked_by_authority: str
    assurance_statement_ref: str
    school_accepted_on: Dated
    school_accepted_by: str


COLUMNS = tuple(field.name for field in dataclasses.fields(Visitor))


@dataclasses.dataclass(frozen=True)
class Known:
    """What is known about everybody who comes, in a fixed number of queries."""

    links: dict[tuple[int, int], ProviderPerson]  # by provider and person
    statements: dict[int, AssuranceStatement]  # the last, by provider
    acceptances: dict[int, SchoolAcceptance | Acceptance]  # the last that stands, by provider; else that of a whole list
    checks: dict[tuple[int, Subject], list[Check]]
    rules: dict[int, str]  # by person


def visitors_of(school: School) -> list[Visitor]:
    """By name. Only days that were confirmed count as coming."""
    uses = PlannedUse.objects.filter(school=school, is_confirmed=True)
    first = dict(uses.order_by("person_id").values_list("person_id").annotate(first=Min("date")))
    each = uses.select_related("person", "provider").order_by("person_id", "-date", "-pk").distinct("person_id")
    latest = {use.person_id: use for use in each}
    known = _known(school, list(latest.values()))
    return sorted((_visitor(use, first[pk], known) for pk, use in latest.items()), key=lambda one: (one.name, one.person_ref))


def _known(school: School, uses: list[PlannedUse]) -> Known:
    people, providers = {use.person_id for use in uses}, {use.provider_id for use in uses}
    links = ProviderPerson.objects.filter(person__in=people, provider__in=providers).order_by("-left_on")  # those who left come before
    statements = AssuranceStatement.objects.filter(provider__in=providers).select_related("authority").order_by("issued_at", "pk")
    by_list = {pk: each[0] for pk, each in acceptances_of(school, providers, clock.today()).items() if each[0].is_for_list}
    acceptances = SchoolAcceptance.objects.filter(school=school, provider__in=providers, withdrawn_at=None).select_related("accepted_by")
    rulings = RegulatedActivityAssessment.objects.filter(person__in=people, superseded_by=None).order_by("decided_at", "pk")
    return Known(
        links={(link.provider_id, link.person_id): link for link in links},
        statements={one.provider_id: one for one in statements},
        acceptances=by_list | {one.provider_id: one for one in acceptances.order_by("accepted_on", "pk")},
        checks=verified_checks([(CheckScope.PERSON, pk) for pk in people]),
        rules={one.person_id: one.rule for one in rulings},
    )


def _visitor(use: PlannedUse, first_on_site: datetime.date, known: Known) -> Visitor:
    statement, acceptance = known.statements.get(use.provider_id), known.acceptances.get(use.provider_id)
    link = known.links.get((use.provider_id, use.person_id))
    found = known.checks.get((statement.authority_id, (CheckScope.PERSON, use.person_id)), []) if statement else []
    by_code: dict[str, Check] = {check.check_type: check for check in found if check.outcome in PASSES}
    on: dict[str, Dated] = collections.defaultdict(str, {code: check.performed_on for code, check in by_code.items()})
    dbs = by_code.get("DBS_ENH_CBL") or by_code.get("DBS_ENH")
    return Visitor(
        person_ref=str(use.person.uuid),
        name=use.person.name,
        provider=use.provider.name,
        role=link.role_title if link else "",
        engagement_basis=use.engagement,
        first_on_site=first_on_site,
        identity_checked_on=on["ID_VERIFIED"],
        identity_checked_by=statement.authority.name if statement and "ID_VERIFIED" in by_code else "",
        dbs_level=dbs.check_type if dbs else "",
        dbs_issued_on=(dbs.issued_on or "") if dbs else "",
        barred_list_checked_on=on["DBS_ENH_CBL"],
        update_service_status_on=on["DBS_STATUS"],
        references_checked_on=on["REFERENCES"],
        right_to_work_checked_on=on["RTW"] or NOT_ASKED,
        overseas_checked_on=on["OVERSEAS"] or NOT_ASKED,
        qualifications_checked_on=on["QUALIFICATION"] or NOT_ASKED,
        prohibition_checked_on=on["TRA_PROHIBITION"] or NOT_ASKED,
        s128_checked_on=on["S128"] or NOT_ASKED,
        employer_assurance_received_on=on["EMPLOYER_ASSURANCE"],
        safeguarding_training_on=on["SG_TRAINING"],
        prevent_on=on["PREVENT"],
        raa_rule=known.rules.get(use.person_id, ""),
        checked_by_authority=statement.authority.name if statement else "",
        assurance_statement_ref=str(statement.uuid) if statement else "",
        school_accepted_on=acceptance.accepted_on if acceptance else "",
        school_accepted_by=acceptance.accepted_by.name if acceptance else "",
    )
