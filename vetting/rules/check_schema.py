"""Takes one check of a policy apart and refuses what is not known, or what contradicts itself."""

from typing import Any

from vetting.enums import CheckScope, EvidenceRoute
from vetting.rules.conditions import read_when
from vetting.rules.policy import Ask, CheckType, Field, Validity
from vetting.rules.reading import Section

BASES = frozenset({"law", "guidance", "custom", "unsure"})
EFFECTS = frozenset({"blocks_publish", "blocks_booking", "blocks_unsupervised", "advisory"})
LEVELS = frozenset({"none", "enhanced", "enhanced_cbl"})
FIELD_TYPES = frozenset({"choice", "choices", "yes_no", "date", "text", "link", "whole_number"})
NEVER_RENEW = ("DBS", "BARRED", "ID_")  # beginnings of codes: clearance never waits for one of these to be renewed


def read_check(section: Section, codes: frozenset[str], switches: dict[str, bool], numbers: frozenset[str]) -> CheckType:
    """`codes` are those of all checks of the policy, `switches` its yes-or-no constants, `numbers` the keys of those that are numbers."""
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
        fields=tuple(_field(item, numbers) for item in section.sections("fields")),
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
        only_supervised=section.yes_no("only_supervised"),
        is_closed=_is_closed(section, switches),
    )
    section.finish()
    _refuse_contradictions(section, check)
    return check


def _is_closed(section: Section, switches: dict[str, bool]) -> bool:
    key = section.text("allowed_by", required=False)
    if key and key not in switches:
        raise section.error("allowed_by", f"“{key}” is not among the constants that are true or false")
    return bool(key) and not switches[key]


def _refuse_contradictions(section: Section, check: CheckType) -> None:
    if check.may_renew and check.code.startswith(NEVER_RENEW):
        raise section.error("may_renew", "nobody is held a place on the strength of a DBS or identity check that is still to come")
    if check.by_table and check.level == "none":
        raise section.error("asked_by_table", "the table asks only checks that have a level")
    if check.off and (check.by_table or check.basis == "law"):
        raise section.error("off", "what the law asks can't be switched off")
    if check.only_supervised and check.by_table:
        raise section.error("only_supervised", "what the table asks counts in its own right")
    if not check.routes:
        raise section.error("routes", "without a route nobody could record this check")
    field_names = {field.name for field in check.fields}
    named = {name for name in (check.satisfies_listed, *check.suspends_on, *check.pass_needs) if name}
    if check.validity.counted_from not in {"performed_on", "issued_on"}:
        named.add(check.validity.counted_from)
    named |= {name for name in (check.validity.until, *check.validity.months_if) if name}
    for name in sorted(named - field_names):
        raise section.error("fields", f"“{name}” is used above and is not among the fields")
    _refuse_unknown_answers(section, check)


def _refuse_unknown_answers(section: Section, check: CheckType) -> None:
    fields = {field.name: field for field in check.fields}
    for name in (check.validity.counted_from, check.validity.until):
        if name in fields and fields[name].type != "date":
            raise section.error("validity", f"“{name}” is no date, so nothing can be counted from it")
    said: list[tuple[str, Any]] = [*check.pass_needs.items(), *check.suspends_on.items()]
    said += [(name, answer) for name, answers in check.validity.months_if.items() for answer in answers]
    for name, answer in said:
        options: list[Any] = [True, False] if fields[name].type == "yes_no" else list(fields[name].options)
        if answer not in options:
            raise section.error("fields", f"“{answer}” is no answer to “{name}”")


def _ask(section: Section, effect: str) -> Ask:
    need = section.choice("need", frozenset({"required", "advisory"}))
    own_effect = section.choice("effect", EFFECTS, effect)
    ask = Ask(need, "advisory" if need == "advisory" else own_effect, read_when(section.section("when")))
    section.finish()
    if ask.effect == "advisory" and need == "required":
        raise section.error("need", "a check that blocks nothing can't be required")
    return ask


def _field(section: Section, numbers: frozenset[str]) -> Field:
    field = Field(
        name=section.text("name"),
        label=section.text("label"),
        type=section.choice("type", FIELD_TYPES),
        options=dict(sorted(section.mapping("options").items(), key=lambda item: item[1])),  # the database forgets their order
        required=section.yes_no("required"),
        max_length=section.number("max_length") or 80,
        minimum=section.number("minimum"),
        future=section.yes_no("future"),
        advised_from=section.text("advised_from", required=False),
    )
    section.finish()
    if field.advised_from and field.type != "whole_number":
        raise section.error("advised_from", "only a number can be lower than advised")
    if field.advised_from and field.advised_from not in numbers:
        raise section.error("advised_from", f"“{field.advised_from}” is not among the constants that are numbers")
    if (field.type in {"choice", "choices"}) is not bool(field.options):
        raise section.error("options", "a pick list has options, and nothing else has")
    if field.future and field.type != "date":
        raise section.error("future", "only a date can lie in the future")
    return field


def _validity(section: Section) -> Validity:
    validity = Validity(
        months=section.number("months"),
        counted_from=section.text("from", required=False) or "performed_on",
        given=section.yes_no("given"),
        days=section.number("days"),
        until=section.text("until", required=False),
        months_if=_months_if(section.section("months_if")),
    )
    section.finish()
    if validity.given and (validity.months is not None or validity.days is not None):
        raise section.error("given", "either the day is given or it is counted, not both")
    if validity.months is not None and validity.days is not None:
        raise section.error("days", "it is counted in months or in days, not in both")
    if validity.months_if and validity.months is None:
        raise section.error("months_if", "it stands instead of “months”, which is missing")
    return validity


def _months_if(section: Section) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name in section.own_keys():
        answers = section.section(name)
        found[name] = {answer: answers.take(answer, int, required=True) for answer in answers.own_keys()}
    return found
