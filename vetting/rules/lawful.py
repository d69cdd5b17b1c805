"""What an authority may not change in its own policy: what rests on an Act or on regulations comes with a new file for everybody."""

from vetting.rules.policy import LAW, CheckType, Constant, PolicyContent, TableRow
from vetting.rules.reading import PolicyText, Section


def refuse_changes_of_law(base: PolicyContent, draft: PolicyContent, text: PolicyText) -> None:
    """Raises PolicyError naming line and key. `text` is what the draft was read from."""
    top = Section(text.data, (), text.lines)
    if draft.jurisdiction != base.jurisdiction:
        raise top.error("jurisdiction", f"the law here is that of “{base.jurisdiction}”")
    for row in _law_rows(base.constants):
        if row not in draft.constants:
            raise top.error("constants", f"“{row.key}” is law: it must stand here as {row.value} from {row.effective_from}")
    if [row.key for row in _law_rows(base.constants)] != [row.key for row in _law_rows(draft.constants)]:
        raise top.error("constants", "a new number of the law comes with a new file for everybody")
    _refuse_table(base, draft, top)
    by_code = {section_code: number for number, section_code in enumerate(check.code for check in draft.checks)}
    for check in base.checks:
        if _is_law(check):
            _refuse_check(check, draft, by_code, text, top)


def _law_rows(rows: tuple[Constant, ...]) -> list[Constant]:
    return [row for row in rows if row.basis == LAW]


def _is_law(check: CheckType) -> bool:
    return check.basis == LAW or check.by_table


def _refuse_table(base: PolicyContent, draft: PolicyContent, top: Section) -> None:
    def firm(rows: tuple[TableRow, ...]) -> list[TableRow]:
        return [row for row in rows if row.basis == LAW]

    if firm(base.table) != firm(draft.table):
        raise top.error("regulated_activity", "the rows that are law stay as they are, and in their order")
    if [row.id for row in base.table] != [row.id for row in draft.table]:
        raise top.error("regulated_activity", "rows are neither added, taken away nor moved: the first that holds decides")


def _refuse_check(check: CheckType, draft: PolicyContent, places: dict[str, int], text: PolicyText, top: Section) -> None:
    now = draft.by_code.get(check.code)
    if now is None:
        raise top.error("checks", f"“{check.code}” is asked by the law and is missing")
    section = Section(text.data["checks"][places[check.code]], ("checks", places[check.code]), text.lines)
    kept = {"scope": "scope", "effect": "effect", "asked": "asked", "by_table": "asked_by_table", "level": "level", "basis": "basis"}
    for name, key in kept.items():
        if getattr(now, name) != getattr(check, name):
            raise section.error(key, f"“{check.name}” rests on the law, so this stays as it is")
