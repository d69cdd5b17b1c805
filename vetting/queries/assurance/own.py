"""What schools ask beyond their authority, and where that stands."""

import collections
import dataclasses
from collections.abc import Collection, Sequence

from schools.models import School
from vetting.enums import RequirementReach
from vetting.models import SchoolRequirement, VettingAuthority
from vetting.queries.policies.content import content_of
from vetting.rules.own import OwnRequirement
from vetting.rules.policy import CheckType, PolicyContent


@dataclasses.dataclass(frozen=True)
class Requirement:
    """One that is asked now, with its name and how to get it, as the school's authority words them."""

    row: SchoolRequirement
    name: str
    why: str
    how: str


def own_requirements(school_ids: Collection[int]) -> dict[int, list[OwnRequirement]]:
    """By school, in one query."""
    found: dict[int, list[OwnRequirement]] = collections.defaultdict(list)
    for row in SchoolRequirement.objects.filter(school__in=school_ids, removed_at=None):
        found[row.school_id].append(as_rule(row.check_type, row.reach))
    return found


def as_rule(code: str, reach: str) -> OwnRequirement:
    return OwnRequirement(code, alone_only=reach == RequirementReach.ALONE)


def policy_near(school: School) -> PolicyContent | None:
    """In whose words checks are named to the school: those of its local authority, else of the first by name. None: nobody vets yet."""
    authorities = VettingAuthority.objects.select_related("policy")
    near = authorities.filter(local_authority=school.authority_id).first() or authorities.first()
    return content_of(near.policy) if near else None


def requirements_of(school: School) -> list[Requirement]:
    rows = list(SchoolRequirement.objects.filter(school=school, removed_at=None).select_related("added_by"))
    if not rows:
        return []
    policy = policy_near(school)
    known = policy.by_code if policy else {}
    return [_requirement(row, known.get(row.check_type)) for row in rows]


def _requirement(row: SchoolRequirement, check: CheckType | None) -> Requirement:
    return Requirement(row, check.name, check.why, check.how) if check else Requirement(row, row.check_type, "", "")


def names_asked(school: School, supervision: str) -> list[str]:
    """What the school asks in addition under this supervision, by name, for whoever is asked to come."""
    return [one.name for one in requirements_of(school) if as_rule(one.row.check_type, one.row.reach).concerns(supervision)]


def choices_for(school: School) -> Sequence[CheckType]:
    """Kinds of checks that a school could ask in addition: those of its authority's policy that it does not ask yet."""
    policy = policy_near(school)
    taken = set(SchoolRequirement.objects.filter(school=school, removed_at=None).values_list("check_type", flat=True))
    return [check for check in policy.checks if not check.off and check.code not in taken] if policy else []
