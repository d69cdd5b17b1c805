"""What the page of a case shows of each check."""

import dataclasses
from typing import Any

from vetting.admin.checks.words import UNSURE
from vetting.enums import CheckScope, CheckSource
from vetting.models import Check, Waiver
from vetting.rules.policy import CheckType
from vetting.states import CheckState


@dataclasses.dataclass(frozen=True)
class CheckLine:
    """A check that was recorded. `why_not` says why this officer can't verify it, where it waits for that; `remarks` what is lower than
    advised."""

    check: Check
    may_verify: bool = False
    why_not: str = ""
    may_revoke: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def waits_as_answer(self) -> bool:
        """Declared by the provider's side, and nobody has looked at it yet."""
        return self.check.source == CheckSource.PROVIDER and self.check.state == CheckState.RECORDED


@dataclasses.dataclass(frozen=True)
class AskedLine:
    """One check that is asked of a subject, or one that stands for others (`covers` names them)."""

    check_type: CheckType
    state: str = ""
    stands: Any = ""
    needed_for: Any = ""
    until: Any = None
    basis: Any = ""
    covers: str = ""
    checks: tuple[CheckLine, ...] = ()
    referees: str = ""
    waiver: Waiver | None = None  # one that waits or stands
    may_waive: bool = False
    held: tuple[str, ...] = ()  # by which other authorities, and until when

    @property
    def is_unsure(self) -> bool:
        """Whether nobody has confirmed the rule, so that a person must look before anybody insists on it."""
        return self.check_type.basis == UNSURE


@dataclasses.dataclass(frozen=True)
class SubjectGroup:
    """A person, provider, place or offer of the case."""

    scope: CheckScope
    pk: int
    name: str
    asked: tuple[AskedLine, ...]
    stand_ins: tuple[AskedLine, ...]

    @property
    def has_stand_ins(self) -> bool:
        """Whether any was recorded."""
        return any(line.checks for line in self.stand_ins)
