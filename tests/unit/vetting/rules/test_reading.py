import datetime

import pytest

from vetting.exceptions import PolicyError
from vetting.rules.reading import PolicyText, Section


def section(data: object) -> Section:
    return Section(data, (), {})


def refusal(text: str) -> str:
    with pytest.raises(PolicyError) as caught:
        PolicyText(text)
    return str(caught.value.message)


def test_every_key_and_item_knows_its_line() -> None:
    text = PolicyText("code: england\nchecks:\n  - code: PLI\n    name: Insurance\n")

    assert text.data == {"code": "england", "checks": [{"code": "PLI", "name": "Insurance"}]}
    assert {path: line for path, line in text.lines.items() if path} == {
        ("code",): 1,
        ("checks",): 2,
        ("checks", 0): 3,
        ("checks", 0, "code"): 3,
        ("checks", 0, "name"): 4,
    }


def test_dates_become_text_so_that_the_database_can_keep_them() -> None:
    assert PolicyText("effective_from: 2026-09-01").data == {"effective_from": "2026-09-01"}


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    assert refusal("code: a\nversion: b\ncode: c\n") == "Line 3: “code” is given twice here. Keep one of them."


def test_what_is_no_yaml_is_refused() -> None:
    assert refusal("code: [a").startswith("This is not a readable YAML file: ")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "england"])
def test_what_is_no_policy_is_refused(text: str) -> None:
    assert refusal(text) == "A policy file is a list of keys with values, beginning with “code:”."


@pytest.mark.parametrize(
    ("data", "read", "message"),
    [
        ({}, lambda one: one.text("code"), "code: this key is missing."),
        ({"code": 7}, lambda one: one.text("code"), "code: “7” is not a str."),
        ({"months": True}, lambda one: one.number("months"), "months: “True” is not a int."),
        ({"basis": "x"}, lambda one: one.choice("basis", frozenset({"law", "custom"})), "basis: “x” is not one of custom, law."),
        ({"routes": ["x"]}, lambda one: one.names("routes", frozenset({"a"})), "routes: “x” is not one of a."),
        ({"routes": ["a", "a"]}, lambda one: one.names("routes"), "routes: one name stands there twice."),
        ({"remind": ["soon"]}, lambda one: one.numbers("remind"), "remind: “soon” is not a whole number."),
        ({"remind": [True]}, lambda one: one.numbers("remind"), "remind: “True” is not a whole number."),
        ({"from": "1 May"}, lambda one: one.date("from"), "from: “1 May” is not a date like 2026-09-01."),
        ({"when": []}, lambda one: one.section("when"), "when: “[]” is not a dict."),
        ({"rows": ["a"]}, lambda one: one.sections("rows"), "rows.0: a list of keys with values is expected here."),
        ({"code": "a", "colour": "red"}, lambda one: (one.text("code"), one.finish()), "colour: no such key is known here."),
    ],
)
def test_what_is_wrong_is_named(data: dict[str, object], read: object, message: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read(section(data))  # type: ignore[operator]  # a way to read a section

    assert caught.value.message == message


def test_the_line_of_the_nearest_thing_that_has_one_is_named() -> None:
    text = PolicyText("code: a\nchecks:\n  - name: b\n")
    inner = Section(text.data, (), text.lines).sections("checks")[0]

    with pytest.raises(PolicyError) as caught:
        inner.text("code")

    assert (caught.value.message, caught.value.field) == ("Line 3, checks.0.code: this key is missing.", "checks.0.code")


def test_what_is_there_is_read() -> None:
    one = section({"text": " a \n b", "flag": True, "day": "2026-09-01", "names": ["x"], "numbers": [1], "map": {"a": 1}})

    assert one.text("text") == "a b"
    assert (one.yes_no("flag"), one.yes_no("other"), one.date("day")) == (True, False, datetime.date(2026, 9, 1))
    assert (one.names("names"), one.numbers("numbers"), one.mapping("map"), one.has("map")) == (("x",), (1,), {"a": "1"}, True)
    assert (one.date("none"), one.number("none"), one.choice("none", frozenset({"a"}), "a")) == (None, None, "a")
    one.finish()
