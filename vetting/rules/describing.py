"""A policy as tables for people to read: docs/vetting.md carries them, and a test keeps them fresh."""

from collections.abc import Iterable

from vetting.rules.policy import CheckType, PolicyContent, TableRow

MAXIMUM = {"none": "no DBS check", "enhanced": "enhanced", "enhanced_cbl": "enhanced with barred list"}
EFFECT = {
    "blocks_publish": "being listed",
    "blocks_booking": "being booked",
    "blocks_unsupervised": "being alone with pupils",
    "advisory": "nothing: advice",
}


def regulated_activity_table(policy: PolicyContent) -> str:
    """The rows in the order in which they are tried, as a Markdown table."""
    head = ["row", "from", "until", "what it says", "regulated", "most that may be asked", "how firm"]
    return _table(head, (_row_cells(row) for row in policy.table))


def _row_cells(row: TableRow) -> list[str]:
    return [
        row.id,
        row.effective_from.isoformat(),
        row.effective_to.isoformat() if row.effective_to else "",
        row.text,
        "yes" if row.regulated else "no",
        MAXIMUM[row.maximum],
        row.basis,
    ]


def checks_table(policy: PolicyContent) -> str:
    """Every check type with what hangs on it, as a Markdown table."""
    head = ["check", "of", "needed for", "counts for", "may renew", "how firm", "source"]
    return _table(head, (_check_cells(check) for check in policy.checks))


def _check_cells(check: CheckType) -> list[str]:
    effects = {ask.effect for ask in check.asked if ask.need == "required"} or {check.effect}
    return [
        f"{check.name} (`{check.code}`)",
        check.scope,
        ", ".join(words for effect, words in EFFECT.items() if effect in effects),
        _validity(check),
        "yes" if check.may_renew else "",
        check.basis,
        check.source,
    ]


def _validity(check: CheckType) -> str:
    if check.validity.given:
        return "the day it says"
    months = f"{check.validity.months} months" if check.validity.months else "good"
    counted = f"{check.validity.days} days" if check.validity.days else months
    others = sorted({number for answers in check.validity.months_if.values() for number in answers.values()})
    longer = "".join(f" or {number} months" for number in others)
    return f"{counted}{longer}, or the day it says" if check.validity.until else f"{counted}{longer}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
