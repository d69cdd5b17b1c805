"""What a school may ask beyond its authority: never more than the law allows for the role, and only what somebody could show."""

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from directory.enums import SupervisionMode
from vetting.rules.applicability import Asked
from vetting.rules.cover import PRESENT
from vetting.rules.policy import CheckType, PolicyContent, TableRow

LEVELS = ("none", "enhanced", "enhanced_cbl")  # of DBS checks, lowest first


@dataclasses.dataclass(frozen=True)
class OwnRequirement:
    """A check by its code. `alone_only`: of adults without school staff in the room throughout, and of nobody else."""

    code: str
    alone_only: bool = False

    def concerns(self, supervision: str) -> bool:
        return not self.alone_only or supervision != PRESENT


def is_of_use(check: CheckType, codes: Collection[str]) -> bool:
    """Whether a check is among those asked, or able to stand for one of them."""
    listed = next((frozenset(field.options) for field in check.fields if field.name == check.satisfies_listed), frozenset())
    return not {check.code, *check.satisfies, *listed}.isdisjoint(codes)


def asked_in_addition(
    policy: PolicyContent, supervision: str, row: TableRow, wanted: Sequence[Asked], own: Iterable[OwnRequirement]
) -> tuple[Asked, ...]:
    """What the school's own requirements add to `wanted` for one adult's part. `row` is that of the regulated-activity table.

    A check that the policy does not ask for this activity at all is left alone: no officer could record it. So is one that blocks anyway,
    and a DBS check beyond what the row lets anybody ask.
    """
    blocking = {one.check.code for one in wanted if one.blocks(supervision)}
    codes = {one.check.code for one in wanted}
    found = []
    for one in own:
        check = policy.by_code.get(one.code)
        if check is None or check.off or check.code in blocking or not one.concerns(supervision):
            continue
        within_law = LEVELS.index(check.level) <= LEVELS.index(row.maximum)
        if within_law and (check.by_table or is_of_use(check, codes)):
            found.append(Asked(check, "required", "blocks_booking"))
    return tuple(found)


def why_not_to_require(policy: PolicyContent, check: CheckType, today: datetime.date, *, alone_only: bool) -> str:
    """Why a school may not ask this of those whom it would concern, in a sentence; "" where it may.

    The regulated-activity table says for each role what may be asked at most. A requirement reaches every role, so the lowest decides.
    """
    if check.extends:
        return _("“%(check)s” is looked up by the authority alone, with the person's own consent. A school can't ask for it.") % {
            "check": check.name
        }
    reached = {mode for mode in SupervisionMode.values if not alone_only or mode != PRESENT}
    for row in policy.table:
        in_force = row.effective_from <= today and (row.effective_to is None or today <= row.effective_to)
        concerned = row.when.any_of.get("supervision", reached) & reached
        if in_force and concerned and LEVELS.index(check.level) > LEVELS.index(row.maximum):
            return _(
                "“%(check)s” may not be asked of all of them. %(rule)s (Row %(row)s of the table.) "
                "Where the law asks it, your authority's policy asks it already."
            ) % {"check": check.name, "rule": row.text, "row": row.id}
    return ""
