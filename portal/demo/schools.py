"""Three schools of the register with somebody in each role, and the officers of two authorities."""

import dataclasses

from accounts.models import User
from core import clock
from portal.demo.listing import demo_user
from schools.enums import SchoolRole
from schools.models import Authority, MemberRole, PupilGroup, School, SchoolMember
from vetting.enums import AuthorityKind, OfficerRole
from vetting.models import Policy, VettingAuthority
from vetting.services.officers import appoint_officer

BEACONHILL, BLYTH, ARMATHWAITE = "122193", "140002", "112102"
MEMBERS: dict[str, list[tuple[str, str, str, list[SchoolRole]]]] = {
    BEACONHILL: [
        ("Priya", "Langley", "Enrichment coordinator", [SchoolRole.COORDINATOR]),
        ("Martin", "Oduya", "Head teacher", [SchoolRole.APPROVER]),
        ("Elspeth", "Crane", "School business manager", [SchoolRole.ADMINISTRATOR, SchoolRole.RECEPTION]),
        ("Kofi", "Dunmore", "Deputy head", [SchoolRole.SAFEGUARDING_LEAD, SchoolRole.VISITS_COORDINATOR]),
    ],
    BLYTH: [
        ("Saoirse", "Whitlam", "Careers and enrichment lead", [SchoolRole.COORDINATOR, SchoolRole.ADMINISTRATOR]),
        ("Dominic", "Faraday", "Head teacher", [SchoolRole.APPROVER]),
    ],
    ARMATHWAITE: [
        ("Ingrid", "Haugh", "Class teacher", [SchoolRole.COORDINATOR, SchoolRole.ADMINISTRATOR]),
        ("Walter", "Pym", "Head teacher", [SchoolRole.APPROVER, SchoolRole.SAFEGUARDING_LEAD]),
    ],
}
GROUPS: dict[str, list[tuple[str, list[int], int, dict[str, int]]]] = {
    BEACONHILL: [("Year 6", [6], 24, {"visual_timetable": 2}), ("Year 5", [5], 27, {}), ("Gardening club", [4, 5], 12, {})],
    BLYTH: [("7A", [7], 15, {}), ("7B", [7], 14, {"seating_choice": 1}), ("9 makers", [9], 12, {}), ("9 talkers", [9], 18, {})],
    ARMATHWAITE: [("Upper class", [5, 6], 14, {}), ("Lower class", [0, 1, 2, 3], 18, {})],
}
AUTHORITIES: dict[str, tuple[str, list[tuple[str, str, OfficerRole]]]] = {
    "929": (
        "Northumberland Vetting Service",
        [("Dana", "Whitlock", OfficerRole.OFFICER), ("Imran", "Keld", OfficerRole.LEAD), ("Olwen", "Harker", OfficerRole.LEAD)],
    ),
    "354": (
        "Rochdale Learning Consortium",
        [("Yolanda", "Spence", OfficerRole.OFFICER), ("Terrence", "Auld", OfficerRole.LEAD), ("Morag", "Tilling", OfficerRole.LEAD)],
    ),
}
AUDITOR = ("Beatrix", "Noakes")
ADMINISTRATOR = ("Gethin", "Prosser")


@dataclasses.dataclass(frozen=True)
class Staff:
    """The people of one school by role."""

    school: School
    coordinator: User
    approver: User
    groups: tuple[PupilGroup, ...]


@dataclasses.dataclass(frozen=True)
class Office:
    """The people of one authority: the first works a case, the second decides, the third is a lead who had no part in it."""

    authority: VettingAuthority
    first: User
    second: User
    third: User


def staff_school(urn: str) -> Staff:
    school = School.objects.get(urn=urn)
    by_role: dict[str, User] = {}
    for first, last, title, roles in MEMBERS[urn]:
        user = demo_user(first, last)
        member = SchoolMember.objects.create(school=school, user=user, job_title=title, joined_at=clock.now())
        for role in roles:
            MemberRole.objects.create(member=member, role=role, holder=user, granted_by=None, granted_at=clock.now())
            by_role[role] = user
    groups = tuple(
        PupilGroup.objects.create(school=school, label=label, years=years, size=size, access_needs=needs)
        for label, years, size, needs in GROUPS[urn]
    )
    return Staff(school, by_role[SchoolRole.COORDINATOR], by_role[SchoolRole.APPROVER], groups)


def staff_authority(code: str, policy: Policy) -> Office:
    title, people = AUTHORITIES[code]
    authority = VettingAuthority.objects.create(
        name=title,
        kind=AuthorityKind.LOCAL_AUTHORITY if code == "929" else AuthorityKind.CONSORTIUM,
        local_authority=Authority.objects.get(code=code),
        policy=policy,
        contact_email=f"vetting.{code}@demo.junction.invalid",
        contact_phone="01632 960000",
    )
    users = []
    for first, last, role in people:
        user = demo_user(first, last)
        appoint_officer(by=None, user=user, authority=authority, role=role)
        users.append(user)
    for name, role in ((ADMINISTRATOR, OfficerRole.ADMINISTRATOR), (AUDITOR, OfficerRole.AUDITOR)):
        appoint_officer(by=None, user=demo_user(*name), authority=authority, role=role)
    return Office(authority, *users)
