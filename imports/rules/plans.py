"""What a line would do, as steps with what each is about: kept with the line, shown in the preview and on the result page."""

import enum

from imports.enums import Verdict

Step = list[str]  # [step, subject]


class Do(enum.StrEnum):
    """`LEFT_OUT`: of a provider who speaks for itself already, or is another authority's."""

    PROVIDER_NEW = enum.auto()
    PROVIDER_CHANGED = enum.auto()
    PROVIDER_SAME = enum.auto()
    PROVIDER_THEIRS = enum.auto()
    PERSON_NEW = enum.auto()
    PERSON_SAME = enum.auto()
    PERSON_LEFT_OUT = enum.auto()
    OFFER_NEW = enum.auto()
    OFFER_SAME = enum.auto()
    OFFER_LEFT_OUT = enum.auto()
    CHECK_NEW = enum.auto()
    CHECK_SAME = enum.auto()
    CHECK_RECORDED = enum.auto()  # an officer has recorded it here
    CHECK_RUN_OUT = enum.auto()
    CHECK_LEFT_OUT = enum.auto()


def verdict_of(plan: list[Step]) -> str:
    """The most that any step does."""
    steps = {step for step, _subject in plan}
    if Do.PROVIDER_NEW in steps:
        return Verdict.NEW
    if Do.PROVIDER_CHANGED in steps:
        return Verdict.CHANGED
    if steps & {Do.PERSON_NEW, Do.OFFER_NEW, Do.CHECK_NEW}:
        return Verdict.JOINS
    return Verdict.SAME
