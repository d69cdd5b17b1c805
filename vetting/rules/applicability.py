"""Which checks a policy asks, for what somebody does: no more than these may be asked, and no less will do."""

import dataclasses
from collections.abc import Callable

from vetting.rules.cover import PRESENT
from vetting.rules.policy import OFFICER_DECIDES, CheckType, Facts, PolicyContent
from vetting.rules.regulated import Assessment, ContactPattern, assess_declared

DECLARATION = "declaration"


@dataclasses.dataclass(frozen=True)
class Asked:
    check: CheckType
    need: str  # required, advisory
    effect: str

    def blocks(self, supervision: str) -> bool:
        """Whether a session under this supervision can't take place without it."""
        if self.effect == "blocks_unsupervised":
            return supervision != PRESENT
        return self.effect != "advisory"


@dataclasses.dataclass(frozen=True)
class TableCheck:
    """The check that the regulated-activity table makes necessary ("" for none), and whether an officer has still to say."""

    code: str
    is_open: bool = False


def table_check(
    policy: PolicyContent, facts: Facts, assessment: Assessment, ruling: bool | None, is_covered: Callable[[str], bool]
) -> TableCheck:
    """`ruling` is what an officer said about this adult in this offer: regulated, not regulated, or nothing yet (None).

    Weekly contact that stays under the period condition is regulated by guidance, not by statute. Asking a barred-list check too early
    would itself be unlawful, so an officer says; who has the check anyway needs no ruling.
    """
    row = assessment.row
    if not assessment.needs_officer:
        return TableCheck(row.required_check(facts.supervision))
    code = code_of_level(policy, row.maximum) if row.requires == OFFICER_DECIDES else row.requires
    if ruling is True or (ruling is None and is_covered(code)):
        return TableCheck(code)
    if ruling is None:
        return TableCheck("", is_open=True)
    if row.requires == OFFICER_DECIDES:
        return TableCheck("")
    seldom = dataclasses.replace(facts, pattern=ContactPattern.INFREQUENT)
    return TableCheck(assess_declared(policy, seldom).row.required_check(facts.supervision))


def code_of_level(policy: PolicyContent, level: str) -> str:
    """The check of that DBS level, or ""."""
    return next((check.code for check in policy.checks if check.by_table and check.level == level), "")


def asked(policy: PolicyContent, facts: Facts, table_code: str) -> tuple[Asked, ...]:
    """What is asked of everybody and everything in one adult's part in one offer, in the policy's order."""
    found = (_asked(check, facts) for check in policy.checks if not check.by_table or check.code == table_code)
    return tuple(one for one in found if one is not None)


def _asked(check: CheckType, facts: Facts) -> Asked | None:
    if check.off:
        return None
    for ask in check.asked:
        if ask.when.holds(facts):
            return Asked(check, "required", "blocks_publish") if check.is_closed else Asked(check, ask.need, ask.effect)
    return Asked(check, "required", check.effect) if check.by_table else None


def person_codes(policy: PolicyContent) -> frozenset[str]:
    """Checks of an adult that somebody else made: what the adult alone declares is not among them."""
    return frozenset(check.code for check in policy.checks if check.scope == "person" and set(check.routes) != {DECLARATION})
