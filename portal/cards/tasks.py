"""A provider's list of what is left for an offer: what, why, how to get it, and whose move it is."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.parts import Step, Task
from directory.enums import EditorPage
from directory.models import Offer, OfferVersion
from directory.queries.completeness import AVAILABILITY, Missing, missing_from
from directory.states import VersionState
from portal.cards.check_tasks import CheckTask, Move, check_task
from portal.cards.editors import editor_url
from portal.queries.checks import Known
from vetting.enums import DecisionOutcome
from vetting.models import Case
from vetting.queries.asked.requirements import Requirement
from vetting.states import CaseState

Words = str | Promise


class Stage(enum.StrEnum):
    """Where the offer stands, as its provider sees it."""

    UNFINISHED = "unfinished"
    READY = "ready"
    WITH_OFFICERS = "with_officers"
    QUESTION = "question"
    DECLINED = "declined"
    LISTED = "listed"
    NOT_SHOWN = "not_shown"


GROUPS: dict[Move, Words] = {
    Move.YOURS: gettext_lazy("Your move"),
    Move.OFFICERS: gettext_lazy("The officers' move"),
    Move.OTHERS: gettext_lazy("Other people's move"),
    Move.EXTRA: gettext_lazy("Good to have, not needed"),
    Move.DONE: gettext_lazy("In place"),
}


@dataclass(frozen=True, slots=True)
class Group:
    move: Move
    heading: Words
    checks: list[CheckTask]

    @property
    def is_folded(self) -> bool:
        """What needs nobody, unless something is said about it."""
        return self.move in {Move.EXTRA, Move.DONE} and not any(check.remark for check in self.checks)


@dataclass(frozen=True, slots=True)
class TaskPage:
    """`typical_days` is how long the authority usually takes, where it has decided enough to tell."""

    offer: Offer
    version: OfferVersion
    case: Case | None
    stage: Stage
    heading: str
    steps: list[Step]
    said: list[Task]
    checks: list[CheckTask]
    typical_days: int | None

    @property
    def groups(self) -> list[Group]:
        """By whose move it is, the reader's own first. What is in place, or only good to have, is folded."""
        groups = [
            Group(move, GROUPS[move], sorted((check for check in self.checks if check.move == move), key=lambda check: check.order))
            for move in Move
        ]
        return [group for group in groups if group.checks]

    @property
    def checks_left(self) -> list[CheckTask]:
        return [check for check in self.checks if not check.is_done]

    @property
    def checks_done(self) -> list[CheckTask]:
        return [check for check in self.checks if check.is_done]

    @property
    def waiting_for_reader(self) -> int:
        return sum(check.move == Move.YOURS for check in self.checks)

    @property
    def is_being_written(self) -> bool:
        """Then what the offer says comes first; once it is sent in, the checks do."""
        return self.stage in (Stage.UNFINISHED, Stage.READY, Stage.DECLINED)

    @property
    def can_submit(self) -> bool:
        return self.stage in (Stage.READY, Stage.DECLINED) and not any(task.tone == "ask" for task in self.said)

    @property
    def can_withdraw(self) -> bool:
        return self.stage in (Stage.WITH_OFFICERS, Stage.QUESTION)


def task_page(
    offer: Offer,
    version: OfferVersion,
    case: Case | None,
    requirements: Sequence[Requirement],
    known: Known,
    typical_days: int | None = None,
) -> TaskPage:
    missing = missing_from(version)
    stage = stage_of(offer, version, case, missing)
    return TaskPage(
        offer=offer,
        version=version,
        case=case,
        stage=stage,
        heading=_heading(stage, missing),
        steps=_steps(stage, case),
        said=_said(offer, version, missing),
        checks=[check_task(one, known) for one in requirements],
        typical_days=typical_days,
    )


def stage_of(offer: Offer, version: OfferVersion, case: Case | None, missing: Sequence[Missing]) -> Stage:
    match VersionState(version.state):
        case VersionState.IN_REVIEW:
            is_asked = case is not None and case.state == CaseState.WAITING_ON_PROVIDER
            return Stage.QUESTION if is_asked else Stage.WITH_OFFICERS
        case VersionState.DRAFT:
            if _was_declined(case):
                return Stage.DECLINED
            return Stage.UNFINISHED if any(gap.blocks for gap in missing) else Stage.READY
        case _:
            return Stage.LISTED if offer.is_shown else Stage.NOT_SHOWN


def _was_declined(case: Case | None) -> bool:
    return case is not None and case.state == CaseState.DECIDED and case.decision.outcome == DecisionOutcome.DECLINED


def _heading(stage: Stage, missing: Sequence[Missing]) -> str:
    left = sum(gap.blocks for gap in missing)
    match stage:
        case Stage.UNFINISHED:
            return ngettext("%(n)s thing to say, then send it in", "%(n)s things to say, then send it in", left) % {"n": left}
        case Stage.READY:
            return _("Ready to send in")
        case Stage.WITH_OFFICERS:
            return _("It is with the officers")
        case Stage.QUESTION:
            return _("An officer has a question")
        case Stage.DECLINED:
            return _("It was not cleared this time")
        case Stage.LISTED:
            return _("It is listed")
        case Stage.NOT_SHOWN:
            return _("It isn't on show at the moment")


def _steps(stage: Stage, case: Case | None) -> list[Step]:
    """The way from a draft to the listing, and how far along it is."""
    titles = [_("You describe it"), _("You send it in"), _("An officer looks"), _("A second officer decides"), _("Schools find it")]
    here = {Stage.UNFINISHED: 0, Stage.READY: 1, Stage.DECLINED: 0, Stage.QUESTION: 2, Stage.WITH_OFFICERS: 2}.get(stage, len(titles))
    if stage == Stage.WITH_OFFICERS and case is not None and case.state == CaseState.RECOMMENDED:
        here = 3
    return [Step(title, "", "done" if number < here else "here" if number == here else "ahead") for number, title in enumerate(titles)]


def _said(offer: Offer, version: OfferVersion, missing: Sequence[Missing]) -> list[Task]:
    """Each page of the editor with what it still lacks, then what lies elsewhere."""
    rows = []
    for page in EditorPage:
        texts = [gap.text for gap in missing if gap.page == page]
        state, tone = (_("To do"), "ask") if texts else (_("Done"), "good")
        hint = " ".join(texts) if page in version.answered else ""
        rows.append(Task(page.label, state, "ask" if tone == "ask" else "good", editor_url(offer, version, page), hint))
    for gap in missing:
        if gap.page not in EditorPage.values:
            label = _("When you are free") if gap.page == AVAILABILITY else _("Access at the place")
            state = _("To do") if gap.blocks else _("Before schools can ask")
            rows.append(Task(label, state, "ask" if gap.blocks else "plain", editor_url(offer, version, gap.page), gap.text))
    return rows
