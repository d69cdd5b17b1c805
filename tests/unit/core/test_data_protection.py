"""What docs/data-protection.md says of what is kept about whom, and how long, is what the models and the rules of retention say.

`DJANGO_SETTINGS_MODULE=config.settings.test python -m tests.unit.core.test_data_protection` writes those parts of the page anew.
"""

import dataclasses
import functools
import re
from typing import Any

import django
import pytest
import yaml
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.conf import settings

from config.paths import ROOT

PAGE = ROOT / "docs" / "data-protection.md"
MAP = ROOT / "docs" / "data-map.yaml"
PLACE = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
WORDS = ("why", "basis", "seen_by")


@dataclasses.dataclass(frozen=True)
class Entry:
    """One model of the map. Either rules of retention take it away, or words say why none does."""

    why: str
    basis: str
    seen_by: str
    personal: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    kept: str = ""


@functools.cache
def the_map() -> dict[str, Entry]:
    return {label: _entry(one) for label, one in yaml.safe_load(MAP.read_text()).items()}


def _entry(read: dict[str, Any]) -> Entry:
    """Lists of the file, as tuples."""
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}
    return Entry(**fields)


def kept_by_models() -> dict[str, set[str]]:
    """Every model of ours, with its own fields."""
    found = {}
    for app in settings.LOCAL_APPS:
        for model in apps.get_app_config(app).get_models():
            fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
            own = {field.name for field in fields if not field.auto_created and not field.name.endswith("_ptr")}
            found[model._meta.label] = own
    return found


def retention_table() -> str:
    from core.retention import all_rules, words_of  # noqa: PLC0415  # as a script, django.setup() comes first

    lines = ["| what | counts from | kept | then | how firm | source | rule |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for rule in sorted(all_rules(), key=lambda rule: rule.name):
        cells = [rule.title, rule.counts_from, words_of(rule.period), rule.action.label, rule.basis.label, rule.source, f"`{rule.name}`"]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def map_table() -> str:
    """What says something about a person. The rest stands in the file alone."""
    lines = [
        "| kept where | what about a person | why | legal basis, to be confirmed | who sees it | how long |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for label, one in the_map().items():
        if one.personal:
            long = ", ".join(f"`{rule}`" for rule in one.rules) or one.kept
            lines.append(f"| `{label}` | {', '.join(one.personal)} | {one.why} | {one.basis} | {one.seen_by} | {long} |")
    return "\n".join(lines) + "\n"


PARTS = {"retention": retention_table, "data_map": map_table}


@pytest.mark.parametrize("name", PARTS)
def test_the_part_is_fresh(name: str) -> None:
    shown = {found: part for _start, found, part, _end in PLACE.findall(PAGE.read_text())}

    assert shown[name] == PARTS[name](), "Run: DJANGO_SETTINGS_MODULE=config.settings.test python -m tests.unit.core.test_data_protection"


def test_every_field_of_every_model_is_in_the_map() -> None:
    known, wanted = the_map(), []
    for label, fields in kept_by_models().items():
        one = known.get(label)
        if one is None:
            wanted.append(
                f"add `{label}:` with why, basis, seen_by, rules (or kept, in words), and each of its fields under personal or plain: "
                f"{', '.join(sorted(fields))}"
            )
            continue
        listed = {*one.personal, *one.plain}
        wanted += [
            f"under {label}, add `{name}` to personal (says something about a person) or to plain" for name in sorted(fields - listed)
        ]
        wanted += [f"under {label}, take `{name}` out: there is no such field any more" for name in sorted(listed - fields)]
        wanted += [f"under {label}, `{name}` stands in personal and in plain" for name in sorted({*one.personal} & {*one.plain})]
    wanted += [f"take `{label}` out: there is no such model any more" for label in known if label not in kept_by_models()]

    assert not wanted, "In docs/data-map.yaml:\n" + "\n".join(wanted)


def test_who_points_at_a_person_says_something_about_one() -> None:
    people = {"accounts.User", "directory.Person"}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label in the_map()
        for field in model._meta.local_fields
        if field.related_model is not None and not isinstance(field.related_model, str) and field.related_model._meta.label in people
        if field.name in the_map()[model._meta.label].plain
    ]

    assert wrong == []


def test_the_map_says_for_each_model_how_long_and_names_rules_that_there_are() -> None:
    from core.retention import all_rules  # noqa: PLC0415  # as above

    rules = {rule.name for rule in all_rules()}
    named = {rule for one in the_map().values() for rule in one.rules}
    silent = [
        label for label, one in the_map().items() if bool(one.rules) == bool(one.kept) or not all(getattr(one, word) for word in WORDS)
    ]

    assert (named - rules, silent) == (set(), [])
    assert rules - named == set(), "rules that no model in docs/data-map.yaml names"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (relativedelta(years=7), "7 years"),
        (relativedelta(months=24), "2 years"),
        (relativedelta(months=6), "6 months"),
        (relativedelta(days=1), "1 day"),
    ],
)
def test_lengths_are_said_in_words(length: relativedelta, words: str) -> None:
    from core.retention import words_of  # noqa: PLC0415  # as above

    assert words_of(length) == words


if __name__ == "__main__":
    django.setup()
    PAGE.write_text(PLACE.sub(lambda found: found[1] + PARTS[found[2]]() + found[4], PAGE.read_text()))
