"""How long vetting keeps cases and what they rest on."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Held, Rule, keeps_holds, register
from vetting.enums import HoldKind
from vetting.models import LegalHold
from vetting.queries import retention
from vetting.services.retention import anonymise_applications, delete_cases, forget_open_matters

LIMITATION = _("Limitation Act 1980 gives six years for most claims; the seventh is custom.")
PEOPLE_OF = "provider_links__provider"
CASE = {"authority": ("authority",), "provider": ("provider",), "person": ("version__people",)}
SUBJECT = {
    "authority": ("authority",),
    "person": ("person",),
    "provider": ("provider", "offer__provider", "venue__provider", f"person__{PEOPLE_OF}"),
    "school": ("venue__school",),
}
OF_PERSON = {"authority": ("authority",), "person": ("person",), "provider": (f"person__{PEOPLE_OF}",)}
OF_CLEARANCE = {kind: tuple(f"clearance__{lookup}" for lookup in lookups) for kind, lookups in SUBJECT.items()}
STATEMENT = {"authority": ("authority",), "provider": ("provider",), "person": ("provider__provider_people__person",)}
ACCEPTANCE = {kind: tuple(f"statement__{lookup}" for lookup in lookups) for kind, lookups in STATEMENT.items()} | {"school": ("school",)}


@keeps_holds
def held_by_authorities() -> Held:
    held: dict[str, list[int]] = {}
    for hold in LegalHold.objects.standing():
        held.setdefault(HoldKind(hold.kind).value, []).append(hold.thing)
    return held


register(
    Rule(
        name="vetting.referees",
        title=_("Referees: names, addresses and answers"),
        counts_from=_("the day on which the adult's last case was closed"),
        keep="open_matters",
        action=Action.DELETE,
        basis=Basis.GUIDANCE,
        source=_("Six months, as the DBS code of practice has it for what certificates say."),
        due=retention.settled_references,
        hangs_on={"authority": ("case__authority",), "person": ("person",), "provider": ("provider", f"person__{PEOPLE_OF}")},
    ),
    Rule(
        name="vetting.open_matters",
        title=_("Questions, answers and notes of cases"),
        counts_from=_("the day on which the case was closed"),
        keep="open_matters",
        action=Action.REDUCE,
        basis=Basis.GUIDANCE,
        source=_("Six months, as the DBS code of practice has it for what certificates say."),
        due=retention.with_open_matters,
        apply=forget_open_matters,
        hangs_on=CASE,
        also=("vetting.CaseNote",),
    ),
    Rule(
        name="vetting.applications",
        title=_("Applications that were declined or taken back: who handed them in"),
        counts_from=_("the day on which the case was closed"),
        keep="applications",
        action=Action.ANONYMISE,
        basis=Basis.CUSTOM,
        source=_("Long enough for an appeal and a second try."),
        due=retention.old_applications,
        apply=anonymise_applications,
        hangs_on=CASE,
        counted_by=("kind", "state"),
    ),
    Rule(
        name="vetting.checks",
        title=_("Checks: outcome and dates"),
        counts_from=_("the end of involvement: closed, left, and no day planned since"),
        keep="checks",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Seen in schedules of the sector, some of which keep less. A count by kind and outcome stays."),
        due=retention.old_checks,
        hangs_on=SUBJECT,
        counted_by=("check_type", "outcome"),
    ),
    Rule(
        name="vetting.suspensions",
        title=_("Suspensions: ground and dates"),
        counts_from=_("the day on which it was lifted, or the clearance ended"),
        keep="suspensions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Limitation Act 1980: six years for most claims."),
        due=retention.old_suspensions,
        hangs_on=OF_CLEARANCE,
        counted_by=("ground",),
    ),
    Rule(
        name="vetting.allegations",
        title=_("Suspensions after an allegation"),
        counts_from=_("the day on which it was lifted, or the clearance ended"),
        keep="suspensions",
        action=Action.REVIEW,
        basis=Basis.UNSURE,
        source=_("Keeping children safe in education, part four: to pension age, or ten years if that is longer. Ask the LADO's schedule."),
        due=retention.old_allegations,
        hangs_on=OF_CLEARANCE,
    ),
    Rule(
        name="vetting.clearances",
        title=_("Clearances that were withdrawn"),
        counts_from=_("the day on which it ended"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_clearances,
        hangs_on=SUBJECT,
        counted_by=("level",),
        also=("vetting.ClearancePeriod",),
    ),
    Rule(
        name="vetting.assessments",
        title=_("Answers of the regulated-activity table"),
        counts_from=_("the day of the answer, once a newer one stands or the adult has left"),
        keep="assessments",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_assessments,
        hangs_on={
            "person": ("person",),
            "provider": ("offer__provider", f"person__{PEOPLE_OF}"),
            "authority": ("offer__cases__authority",),
        },
        counted_by=("rule",),
    ),
    Rule(
        name="vetting.acceptances",
        title=_("Acceptances by schools"),
        counts_from=_("its last day, or the day on which it was withdrawn"),
        keep="acceptances",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_acceptances,
        hangs_on=ACCEPTANCE,
    ),
    Rule(
        name="vetting.statements",
        title=_("Statements of assurance"),
        counts_from=_("its last day, once a newer one stands or the provider has closed"),
        keep="statements",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_statements,
        hangs_on=STATEMENT,
    ),
    Rule(
        name="vetting.cases",
        title=_("Cases with their decisions"),
        counts_from=_("the day on which the case was closed, once no clearance rests on it"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_cases,
        apply=delete_cases,
        hangs_on=CASE,
        counted_by=("kind", "decision__outcome"),
        also=("vetting.Decision",),
    ),
    Rule(
        name="vetting.observations",
        title=_("Answers of schools on the way to accreditation"),
        counts_from=_("the end of the accreditation"),
        keep="applications",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Long enough for a question about it."),
        due=retention.old_observations,
        hangs_on={kind: tuple(f"accreditation__{one}" for one in lookups) for kind, lookups in OF_PERSON.items()} | {"school": ("school",)},
    ),
    Rule(
        name="vetting.accreditations",
        title=_("Accreditations that ran out or were withdrawn"),
        counts_from=_("the day on which it ended"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_accreditations,
        hangs_on=OF_PERSON,
        counted_by=("state",),
    ),
    Rule(
        name="vetting.planned_days",
        title=_("Days on which an adult was planned at a school"),
        counts_from=_("the day"),
        keep="planned_days",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("They show why a check was asked or not: as long as bookings and decisions."),
        due=retention.old_days,
        hangs_on={
            "person": ("person",),
            "provider": ("provider",),
            "school": ("school",),
            "session": ("session",),
            "local_authority": ("school__authority",),
        },
    ),
)
