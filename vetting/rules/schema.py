"""Takes a policy's data apart and refuses what it does not know, or what contradicts itself."""

import datetime
from collections.abc import Iterable
from typing import Any

from directory.enums import ActivityNature, EngagementBasis, OfferKind, ProviderKind, Setting, SupervisionMode
from vetting.enums import CheckScope, EvidenceRoute
from vetting.rules.policy import (
    OFFICER_DECIDES,
    Ask,
    CheckType,
    Constant,
    Field,
    PolicyContent,
    TableRow,
    Validity,
    When,
)
from vetting.rules.reading import Path, Section
from vetting.rules.regulated import ContactPattern

BASES = frozenset({"law", "guidance", "custom", "unsure"})
EFFECTS = frozenset({"blocks_publish", "blocks_booking", "blocks_unsupervised", "advisory"})
LEVELS = frozenset({"none", "enhanced", "enhanced_cbl"})
FIELD_TYPES = frozenset({"choice", "choices", "yes_no", "date", "text", "link", "whole_number"})
# Natures and kinds that the law and the table know and the directory does not offer.
NATURES = frozenset({*ActivityNature.values, "drive_children", "personal_care", "health_care"})
OFFER_KINDS = frozenset({*OfferKind.values, "work_experience"})
NEVER_RENEW = ("DBS", "BARRED", "ID_")  # beginnings of codes: clearance never waits for one of these to be renewed
REQUIRED_CONSTANTS = (
    "RA_PERIOD_DAYS",
    "RA_PERIOD_MIN_DAYS",
    "RA_WEEKLY_RUN_MIN",
    "ACCEPTANCE_MAX_MONTHS",
    "CLEARANCE_REVIEW_MONTHS",
    "DBS_STATUS_MIN_GAP_DAYS",
)
FACTS = {
    "provider_kinds": frozenset(ProviderKind.values),
    "offer_kinds": OFFER_KINDS,
    "settings": frozenset(Setting.values),
    "supervision": frozenset(SupervisionMode.values),
    "natures": NATURES,
    "engagements": frozenset(EngagementBasis.values),
    "patterns": frozenset(ContactPattern),
}
FACT_NAMES = {"offer_kinds": "offer_kind", "settings": "setting", "natures": "nature", "engagements": "engagement", "patterns": "pattern"}


def read_policy(data: Any, lines: dict[Path, int] | None = None) -> PolicyContent:
    """The policy that the data says. Raises PolicyError naming the key, and the line where `lines` knows it."""
    top = Section(data, (), lines or {})
    codes = _codes(data.get("checks"))
    content = PolicyContent(
        code=top.text("code"),
        version=top.text("version"),
        effective_from=_day(top, "effective_from"),
        source_note=top.text("source_note"),
        constants=tuple(_constant(section) for section in top.sections("constants")),
        table=tuple(_row(section, codes) for section in top.sections("regulated_activity")),
        checks=tuple(_check(section, codes) for section in top.sections("checks")),
    )
    top.finish()
    _refuse_twins(top, "checks", (check.code for check in content.checks))
    _refuse_twins(top, "regulated_activity", (row.id for row in content.table))
    for key in REQUIRED_CONSTANTS:
        if not any(row.key == key and isinstance(row.value, int) for row in content.constants):
            raise top.error("constants", f"the number “{key}” is missing")
    if not content.table or not content.table[-1].patterns == content.table[-1].when.any_of.keys() == frozenset():
        raise top.error("regulated_activity", "the last row must hold for everybody, so that there is always an answer")
    return content


def _codes(checks: Any) -> frozenset[str]:
    """What other rows may name, before the checks themselves are read."""
    return frozenset(str(one.get("code")) for one in checks if isinstance(one, dict)) if isinstance(checks, list) else frozenset()


def _refuse_twins(top: Section, key: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise top.error(key, f"“{name}” is there twice")
        seen.add(name)


def _day(section: Section, key: str) -> datetime.date:
    day = section.date(key, required=True)
    if day is None:
        raise section.error(key, "a date is needed here")
    return day


def _constant(section: Section) -> Constant:
    is_date = isinstance(section.take("value", object, required=True), str)
    constant = Constant(
        key=section.text("key"),
        value=_day(section, "value") if is_date else section.take("value", int),
        effective_from=_day(section, "effective_from"),
        basis=section.choice("basis", BASES),
        source=section.text("source"),
    )
    section.finish()
    return constant


def _when(section: Section) -> When:
    any_of = {FACT_NAMES.get(key, key): frozenset(section.names(key, options)) for key, options in FACTS.items() if section.has(key)}
    handles_food = section.take("handles_food", bool)
    section.finish()
    return When(any_of, handles_food)


def _row(section: Section, codes: frozenset[str]) -> TableRow:
    effective_from, effective_to = _day(section, "effective_from"), section.date("effective_to")
    if effective_to is not None and effective_to < effective_from:
        raise section.error("effective_to", "it ends before it begins")
    row = TableRow(
        id=section.text("id"),
        when=_when(section.section("when")),
        patterns=frozenset(section.names("patterns", FACTS["patterns"])),
        counts=frozenset(section.names("counts", NATURES)),
        effective_from=effective_from,
        effective_to=effective_to,
        regulated=section.yes_no("regulated"),
        maximum=section.choice("maximum", LEVELS),
        requires=section.choice("requires", codes | {OFFICER_DECIDES, "nothing"}, "nothing").replace("nothing", ""),
        requires_unless=frozenset(section.names("requires_unless_supervision", FACTS["supervision"])),
        confirm=frozenset(section.names("officer_confirms_in", FACTS["patterns"])),
        basis=section.choice("basis", BASES),
        text=section.text("text"),
        source=section.text("source"),
    )
    section.finish()
    return row


def _check(section: Section, codes: frozenset[str]) -> CheckType:
    effect = section.choice("effect", EFFECTS)
    check = CheckType(
        code=section.text("code"),
        name=section.text("name"),
        scope=section.choice("scope", frozenset(CheckScope.values)),
        effect=effect,
        by_table=section.yes_no("asked_by_table"),
        level=section.choice("level", LEVELS, "none"),
        asked=tuple(_ask(item, effect) for item in section.sections("asked")),
        routes=section.names("routes", frozenset(EvidenceRoute.values)),
        fields=tuple(_field(item) for item in section.sections("fields")),
        records_last4=section.yes_no("records_last4"),
        records_issue=section.yes_no("records_issue"),
        never_recorded=section.names("never_recorded"),
        validity=_validity(section.section("validity")),
        remind_days=section.numbers("remind_days"),
        may_renew=section.yes_no("may_renew"),
        satisfies=frozenset(section.names("satisfies", codes)),
        satisfies_listed=section.text("satisfies_listed", required=False),
        extends=frozenset(section.names("extends", codes)),
        pass_needs=dict(section.take("pass_needs", dict, {})),
        suspends_on=section.mapping("suspends_on"),
        first_move=section.choice("first_move", frozenset({"provider", "officer"}), "provider"),
        why=section.text("why"),
        how=section.text("how"),
        cost=section.text("cost", required=False),
        wait=section.text("wait", required=False),
        basis=section.choice("basis", BASES),
        source=section.text("source"),
        off=section.yes_no("off"),
    )
    section.finish()
    _refuse_contradictions(section, check)
    return check


def _refuse_contradictions(section: Section, check: CheckType) -> None:
    if check.may_renew and check.code.startswith(NEVER_RENEW):
        raise section.error("may_renew", "nobody is held a place on the strength of a DBS or identity check that is still to come")
    if check.by_table and check.level == "none":
        raise section.error("asked_by_table", "the table asks only checks that have a level")
    if check.off and (check.by_table or check.basis == "law"):
        raise section.error("off", "what the law asks can't be switched off")
    if not check.routes:
        raise section.error("routes", "without a route nobody could record this check")
    field_names = {field.name for field in check.fields}
    named = {name for name in (check.satisfies_listed, *check.suspends_on, *check.pass_needs) if name}
    if check.validity.counted_from not in {"performed_on", "issued_on"}:
        named.add(check.validity.counted_from)
    for name in sorted(named - field_names):
        raise section.error("fields", f"“{name}” is used above and is not among the fields")


def _ask(section: Section, effect: str) -> Ask:
    need = section.choice("need", frozenset({"required", "advisory"}))
    own_effect = section.choice("effect", EFFECTS, effect)
    ask = Ask(need, "advisory" if need == "advisory" else own_effect, _when(section.section("when")))
    section.finish()
    if ask.effect == "advisory" and need == "required":
        raise section.error("need", "a check that blocks nothing can't be required")
    return ask


def _field(section: Section) -> Field:
    field = Field(
        name=section.text("name"),
        label=section.text("label"),
        type=section.choice("type", FIELD_TYPES),
        options=dict(sorted(section.mapping("options").items(), key=lambda item: item[1])),  # the database forgets their order
        required=section.yes_no("required"),
        max_length=section.number("max_length") or 80,
        minimum=section.number("minimum"),
    )
    section.finish()
    if (field.type in {"choice", "choices"}) is not bool(field.options):
        raise section.error("options", "a pick list has options, and nothing else has")
    return field


def _validity(section: Section) -> Validity:
    validity = Validity(
        months=section.number("months"),
        counted_from=section.text("from", required=False) or "performed_on",
        given=section.yes_no("given"),
    )
    section.finish()
    if validity.given and validity.months is not None:
        raise section.error("given", "either the day is given or it is counted, not both")
    return validity
