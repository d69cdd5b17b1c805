"""What docs/data-protection.md says of how long things are kept is what the program does.

`DJANGO_SETTINGS_MODULE=config.settings.test python -m tests.unit.core.test_data_protection` writes those parts of the page anew.
"""

import re

import django
import pytest
from dateutil.relativedelta import relativedelta

from config.paths import ROOT
from core.retention import all_rules, words_of

PAGE = ROOT / "docs" / "data-protection.md"
PLACE = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def retention_table() -> str:
    lines = ["| what | counts from | kept | then | how firm | source | rule |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for rule in sorted(all_rules(), key=lambda rule: rule.name):
        cells = [rule.title, rule.counts_from, words_of(rule.period), rule.action.label, rule.basis.label, rule.source, f"`{rule.name}`"]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def test_the_table_of_rules_is_fresh() -> None:
    shown = {found: part for _start, found, part, _end in PLACE.findall(PAGE.read_text())}

    assert shown["retention"] == retention_table()


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
    assert words_of(length) == words


if __name__ == "__main__":
    django.setup()
    PAGE.write_text(PLACE.sub(lambda found: found[1] + retention_table() + found[4], PAGE.read_text()))
