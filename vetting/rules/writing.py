"""A policy as text that people can edit, and the few settings that a form changes for them."""

from collections.abc import Mapping
from typing import Any

import yaml

from vetting.rules.policy import CheckType

FIRST = ("code", "version", "jurisdiction", "effective_from", "effective_to", "source_note", "constants", "regulated_activity", "checks")
OF_ROWS = ("id", "key", "name", "label", "type", "scope", "value", "when", "patterns", "counts", "need", "effect", "off")
OF_CHECKS = ("asked_by_table", "level", "asked", "routes", "records_last4", "records_issue", "only_supervised", "allowed_by")
OF_EVIDENCE = ("satisfies", "fields", "never_recorded")
LAST = ("pass_needs", "validity", "remind_days", "may_renew", "why", "how", "cost", "wait", "basis", "text", "source")
ORDER = {key: place for place, key in enumerate((*FIRST, *OF_ROWS, *OF_CHECKS, *OF_EVIDENCE, *LAST))}
HARDEST_FIRST = ("blocks_publish", "blocks_booking", "blocks_unsupervised")


def policy_text(data: Mapping[str, Any]) -> str:
    """As YAML, in the order of the shipped file: the database forgets the order of keys."""
    return yaml.safe_dump(_ordered(data), sort_keys=False, allow_unicode=True, width=120)


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (ORDER.get(key, len(ORDER)), key))
        return {key: _ordered(value[key]) for key in keys}
    return [_ordered(item) for item in value] if isinstance(value, list) else value


def usual_effect(check: CheckType) -> str:
    """What hangs on the check where it is required at all; the hardest, where offers differ."""
    effects = {ask.effect for ask in check.asked if ask.need == "required"} or ({check.effect} if check.by_table else set())
    return next((effect for effect in HARDEST_FIRST if effect in effects), "advisory")


def set_effect(check: dict[str, Any], effect: str) -> None:
    """Let the same hang on the check wherever it is asked. `check` is one of the data's, and is changed."""
    check["effect"] = effect
    asks: list[dict[str, Any]] = check.get("asked", [])
    for ask in asks:
        ask.pop("effect", None)
        if effect == "advisory":
            ask["need"] = "advisory"
    if effect != "advisory" and not any(ask["need"] == "required" for ask in asks):
        for ask in asks:
            ask["need"] = "required"


def set_number(data: dict[str, Any], key: str, value: int) -> None:
    """The latest row of a custom number. The version as a whole has the day from which it holds; earlier versions keep what they said."""
    rows: list[dict[str, Any]] = data["constants"]
    max((row for row in rows if row["key"] == key), key=lambda row: str(row["effective_from"]))["value"] = value
