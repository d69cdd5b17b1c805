"""Saying what the columns mean, and judging every line by it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from imports.exceptions import MappingError
from imports.models import Batch, RememberedHeading, Row
from imports.queries.judging import Judge, Judgement
from imports.rules.headings import plain
from imports.rules.lines import Defaults, Entry, read_line
from imports.rules.targets import FIELD_LABELS, REQUIRED, check_columns, label_of
from imports.services.uploads import refuse_others
from imports.states import BATCH, BatchEvent, BatchState
from vetting.queries.policies.content import content_of
from vetting.rules.policy import PolicyContent


@transaction.atomic
def choose_columns(*, by: User, batch: Batch, columns: Mapping[int, str], default_kind: str, default_engagement: str) -> Batch:
    """Use the columns so, by position, and judge every line. Nothing is imported yet. Raises MappingError for what can't be used so.

    The choice is remembered for the authority. What stands in columns that are not used is forgotten when the import starts.
    """
    refuse_others(by, batch.authority)
    locked = Batch.objects.select_for_update(of=("self",)).select_related("authority__policy").get(pk=batch.pk)
    used = {at: target for at, target in columns.items() if target}
    _refuse(locked, used)
    event = BatchEvent.MAP if locked.state == BatchState.MAPPING else BatchEvent.REMAP
    targets = {target: at for at, target in used.items()}
    BATCH.fire(locked, event, targets=targets, default_kind=default_kind, default_engagement=default_engagement)
    _remember(locked, columns)
    judge_rows(locked)
    audit.record("import.map", locked, by=by, acting_for=locked.authority.name, details={"targets": sorted(targets)})
    return locked


def _refuse(batch: Batch, used: Mapping[int, str]) -> None:
    policy = content_of(batch.authority.policy)
    known = {*FIELD_LABELS, *check_columns(policy)}
    for at, target in used.items():
        if str(at) in batch.not_kept or at >= len(batch.headings) or target not in known:
            raise MappingError(_("This column can't be used so. Choose again."), field=f"column_{at}")
        if list(used.values()).count(target) > 1:
            message = _("Two columns are used as “%(target)s”. Choose one of them.")
            raise MappingError(message % {"target": label_of(target, policy)}, field=f"column_{at}")
    missing = [label_of(target, policy) for target in REQUIRED if target not in used.values()]
    if missing:
        message = _("No column is chosen for: %(missing)s. Every provider needs these. Add what the register lacks, and bring it again.")
        raise MappingError(message % {"missing": ", ".join(missing)})


def _remember(batch: Batch, columns: Mapping[int, str]) -> None:
    headings = {plain(batch.headings[at])[:100]: target for at, target in columns.items()}
    RememberedHeading.objects.bulk_create(
        [RememberedHeading(authority=batch.authority, heading=heading, target=target) for heading, target in headings.items() if heading],
        update_conflicts=True,
        unique_fields=["authority", "heading"],
        update_fields=["target"],
    )


def judge_rows(batch: Batch) -> None:
    """Write with every line what it would do, as things stand now."""
    policy = content_of(batch.authority.policy)
    rows = list(batch.rows.order_by("line"))
    entries = [entry_of(row, batch, policy) for row in rows]
    judge = Judge(entries, batch.authority)
    for row, entry in zip(rows, entries, strict=True):
        write_judgement(row, judge.judge(entry))
    Row.objects.bulk_update(rows, ["verdict", "problems", "plan", "same_as"], batch_size=500)


def entry_of(row: Row, batch: Batch, policy: PolicyContent) -> Entry:
    cells = {target: row.cells[at] for target, at in batch.targets.items()}
    return read_line(row.line, cells, policy, Defaults(batch.default_kind, batch.default_engagement), clock.today())


def write_judgement(row: Row, judgement: Judgement) -> None:
    row.verdict = judgement.verdict
    row.problems = [[problem.target, problem.reason] for problem in judgement.problems]
    row.plan = [[str(step), subject] for step, subject in judgement.plan]
    row.same_as = judgement.same_as
