"""A policy file with anything unknown or contradictory is refused, by line and key."""

import copy
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.vetting import SHIPPED_POLICY, shipped_content, shipped_policy
from vetting.exceptions import PolicyError
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy

Change = Callable[[dict[str, Any]], object]


def check(data: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["checks"] if one["code"] == code)
    return found


def row(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["regulated_activity"] if one["id"] == name)
    return found


def when(data: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = check(data, code)["asked"][0]["when"]
    return found


def refusal(change: Change) -> str:
    data = copy.deepcopy(shipped_policy())
    change(data)
    with pytest.raises(PolicyError) as caught:
        read_policy(data)
    return str(caught.value.message)


def test_the_shipped_policy_reads_whole() -> None:
    policy = shipped_content()

    assert (policy.label, policy.effective_from, len(policy.checks)) == ("england 2026-09", datetime.date(2026, 9, 1), 43)
    assert [one.id for one in policy.table] == ["R1", "R2", "R8", "R7", "R9", "R3", "R3h", "R3p", "R4", "R5", "R6", "R10"]


def test_nobody_waits_for_a_dbs_or_identity_check_to_be_renewed() -> None:
    assert {one.code for one in shipped_content().checks if not one.may_renew} == {
        "ID_VERIFIED",
        "DBS_ENH_CBL",
        "DBS_ENH",
        "DBS_STATUS",
        "EMPLOYER_ASSURANCE",
        "REFERENCES",
        "ONLINE_SEARCH",
        "BARRED_ONLY",
        "RTW",
        "OVERSEAS",
        "TRA_PROHIBITION",
        "S128",
        "CHILDCARE_DISQ",
        "QUALIFICATION",
        "DRIVER",
        "AALA",
        "PREMISES_SECURITY",
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.update(colour="red"), "colour: no such key is known here."),
        (lambda data: check(data, "PLI").update(colour="red"), "checks.24.colour: no such key is known here."),
        (lambda data: check(data, "PLI").pop("why"), "checks.24.why: this key is missing."),
        (lambda data: check(data, "PLI").update(effect="blocks_all"), None),
        (
            lambda data: check(data, "PLI")["asked"][0]["when"].update(moon=["full"]),
            "checks.24.asked.0.when.moon: no such key is known here.",
        ),
        (lambda data: check(data, "PLI")["asked"][0]["when"].update(settings=["moon"]), None),
        (
            lambda data: check(data, "PLI")["asked"][2].update(effect="advisory"),
            "checks.24.asked.2.need: a check that blocks nothing can't be required.",
        ),
        (
            lambda data: check(data, "PLI").update(asked_by_table=True),
            "checks.24.asked_by_table: the table asks only checks that have a level.",
        ),
        (lambda data: check(data, "PLI").update(routes=[]), "checks.24.routes: without a route nobody could record this check."),
        (lambda data: check(data, "PLI").update(satisfies=["MOON"]), None),
        (
            lambda data: check(data, "PLI").update(pass_needs={"moon": True}),
            "checks.24.fields: “moon” is used above and is not among the fields.",
        ),
        (
            lambda data: check(data, "PLI")["validity"].update(months=3),
            "checks.24.validity.given: either the day is given or it is counted, not both.",
        ),
        (lambda data: check(data, "PLI")["fields"][0].update(options={"a": "A"}), None),
        (lambda data: check(data, "SG_TRAINING")["validity"].update({"from": "moon"}), None),
        (
            lambda data: check(data, "DBS_ENH").update(may_renew=True),
            "checks.2.may_renew: nobody is held a place on the strength of a DBS or identity check that is still to come.",
        ),
        (lambda data: data["checks"].append(copy.deepcopy(check(data, "PLI"))), "checks: “PLI” is there twice."),
        (lambda data: data["regulated_activity"].append(copy.deepcopy(row(data, "R10"))), "regulated_activity: “R10” is there twice."),
        (lambda data: row(data, "R3").update(effective_to="2026-08-01"), "regulated_activity.5.effective_to: it ends before it begins."),
        (lambda data: row(data, "R3").update(requires="MOON"), None),
        (
            lambda data: data["regulated_activity"].pop(),
            "regulated_activity: the last row must hold for everybody, so that there is always an answer.",
        ),
        (
            lambda data: data.update(regulated_activity=[]),
            "regulated_activity: the last row must hold for everybody, so that there is always an answer.",
        ),
        (lambda data: data["constants"].pop(0), "constants: the number “RA_PERIOD_DAYS” is missing."),
        (lambda data: data["constants"][0].update(value="2026-09-01"), "constants: the number “RA_PERIOD_DAYS” is missing."),
        (lambda data: data["constants"][0].update(value=[]), None),
        (lambda data: data.update(effective_from=None), "effective_from: this key is missing."),
        (lambda data: data.update(effective_from=""), "effective_from: a date is needed here."),
        (lambda data: when(data, "ALLERGEN").update(involves=["moonlight"]), None),
        (lambda data: when(data, "ALLERGEN").update(involves=[]), "checks.39.asked.0.when.involves: an empty list never holds."),
        (
            lambda data: when(data, "ALLERGEN").update(does_not_involve=["food"]),
            "checks.39.asked.0.when.does_not_involve: “food” can't be asked for and ruled out at once.",
        ),
        (
            lambda data: when(data, "ALLERGEN").update(handles_food=True),
            "checks.39.asked.0.when.handles_food: say it with “involves” or “does_not_involve” alone.",
        ),
        (lambda data: when(data, "CHILDCARE_DISQ").update(years=["y14"]), None),
        (lambda data: when(data, "PREMISES_SECURITY").update(capacity_from="many"), None),
        (
            lambda data: check(data, "DRIVER").update(allowed_by="RA_PERIOD_DAYS"),
            "checks.20.allowed_by: “RA_PERIOD_DAYS” is not among the constants that are true or false.",
        ),
        (
            lambda data: check(data, "BARRED_ONLY")["validity"].update(months=2),
            "checks.3.validity.days: it is counted in months or in days, not in both.",
        ),
        (
            lambda data: check(data, "BARRED_ONLY")["validity"].update(until="moon"),
            "checks.3.fields: “moon” is used above and is not among the fields.",
        ),
        (
            lambda data: check(data, "BARRED_ONLY")["validity"].update(until="reason_code"),
            "checks.3.validity: “reason_code” is no date, so nothing can be counted from it.",
        ),
        (
            lambda data: check(data, "DBS_ENH").update(only_supervised=True),
            "checks.2.only_supervised: what the table asks counts in its own right.",
        ),
        (
            lambda data: check(data, "SG_TRAINING")["validity"].update(months_if={"level": {"master": 24}}),
            "checks.13.fields: “master” is no answer to “level”.",
        ),
        (
            lambda data: check(data, "SG_TRAINING")["validity"].update(months_if={"level": {"lead": "two"}}),
            "checks.13.validity.months_if.level.lead: “two” is not a int.",
        ),
        (
            lambda data: check(data, "SG_TRAINING")["validity"].pop("months"),
            "checks.13.validity.months_if: it stands instead of “months”, which is missing.",
        ),
        (lambda data: check(data, "TRA_PROHIBITION").update(pass_needs={"result_code": "fine"}), None),
        (
            lambda data: check(data, "FOOD_REG")["fields"][1].update(advised_from="ALLOW_PROVIDER_TRANSPORT"),
            "checks.26.fields.1.advised_from: “ALLOW_PROVIDER_TRANSPORT” is not among the constants that are numbers.",
        ),
        (
            lambda data: check(data, "FOOD_REG")["fields"][0].update(advised_from="FHRS_MIN"),
            "checks.26.fields.0.advised_from: only a number can be lower than advised.",
        ),
        (
            lambda data: check(data, "AALA")["fields"][0].update(future=True),
            "checks.31.fields.0.future: only a date can lie in the future.",
        ),
        (lambda data: data.update(checks={"a": 1}), None),
        (lambda data: data["checks"].insert(0, "a"), "checks.0: a list of keys with values is expected here."),
        (lambda data: data.update(checks=7), None),
        (lambda data: data.update(regulated_activity=None), None),
    ],
)
def test_a_broken_policy_is_refused_by_name(change: Change, message: str | None) -> None:
    refused = refusal(change)

    assert refused == message if message else refused


def test_the_line_is_named_too() -> None:
    text = SHIPPED_POLICY.read_text().replace(
        "    name: Public liability insurance\n", "    name: Public liability insurance\n    colour: red\n"
    )
    source = PolicyText(text)
    line = text.splitlines().index("    colour: red") + 1

    with pytest.raises(PolicyError) as caught:
        read_policy(source.data, source.lines)

    assert caught.value.message == f"Line {line}, checks.24.colour: no such key is known here."


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=4), max_size=2))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first text of a run takes seconds to think of
@given(st.data())
def test_whatever_is_changed_reads_or_is_refused_with_a_sentence(data: st.DataObject) -> None:
    policy = copy.deepcopy(shipped_policy())
    part = data.draw(st.sampled_from(["checks", "regulated_activity", "constants"]))
    target = data.draw(st.sampled_from(policy[part]))
    target[data.draw(st.sampled_from([*target, "colour"]))] = data.draw(SCALARS)

    message = "read."
    try:
        read_policy(policy)
    except PolicyError as error:
        message = str(error.message)

    assert message.endswith(".")


def test_what_earlier_policies_say_of_food_still_reads() -> None:
    data = copy.deepcopy(shipped_policy())
    check(data, "ALLERGEN")["asked"] = [{"need": "required", "when": {"handles_food": True}}]
    check(data, "PHOTO_CONSENT")["asked"] = [{"need": "required", "when": {"handles_food": False}}]

    policy = read_policy(data)

    assert policy.by_code["ALLERGEN"].asked == shipped_content().by_code["ALLERGEN"].asked
    assert policy.by_code["PHOTO_CONSENT"].asked[0].when.none_of == {"food"}


def test_a_switch_opens_what_it_closes() -> None:
    data = copy.deepcopy(shipped_policy())
    (switch,) = [one for one in data["constants"] if one["key"] == "ALLOW_PROVIDER_TRANSPORT"]
    switch["value"] = True

    assert (shipped_content().by_code["DRIVER"].is_closed, read_policy(data).by_code["DRIVER"].is_closed) == (True, False)
