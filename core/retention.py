"""How long what is kept, as data: each app registers its rules, and one service applies them all.

A rule knows what it selects, from which day that counts, how long it is kept, what happens then, and on which ground. Nothing here knows
what the rows are about. Apps register in their `retention` module, which their AppConfig.ready() imports.

A hold keeps everything that hangs on a thing. Rules say by lookups on what their rows hang; who keeps holds registers where to read them.
"""

import dataclasses
import datetime
import enum
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.deletion import PROTECT
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Held = Mapping[str, Collection[Any]]  # kind of thing: the values that the lookups of rules are compared with


class Action(enum.StrEnum):
    DELETE = "delete"
    ANONYMISE = "anonymise"
    REDUCE = "reduce"
    CLOSE = "close"
    REVIEW = "review"

    @property
    def label(self) -> "StrOrPromise":
        return ACTIONS[self]


class Basis(enum.StrEnum):
    LAW = "law"
    GUIDANCE = "guidance"
    CUSTOM = "custom"
    UNSURE = "unsure"

    @property
    def label(self) -> "StrOrPromise":
        return BASES[self]


ACTIONS = {
    Action.DELETE: _("deleted"),
    Action.ANONYMISE: _("made anonymous"),
    Action.REDUCE: _("reduced"),
    Action.CLOSE: _("warned, then closed"),
    Action.REVIEW: _("looked at by a person"),
}
BASES = {Basis.LAW: _("law"), Basis.GUIDANCE: _("guidance"), Basis.CUSTOM: _("custom"), Basis.UNSURE: _("unsure")}


@dataclasses.dataclass(frozen=True)
class Rule:
    """`due(before)` gives the rows whose time began before that moment. `apply` gets the keys of some of them, in a transaction that
    holds their rows; without it they are deleted. Afterwards they must not be due any more.

    `keep` names a period of settings.RETENTION. `hangs_on` gives, for kinds of thing, the lookups from a row to the thing. `counted_by`
    are fields by which an anonymous count is left behind. Rows of a chain go from its beginning only: any hold keeps them all, and as
    nobody may change them, nobody locks them.
    """

    name: str
    title: "StrOrPromise"
    counts_from: "StrOrPromise"
    keep: str
    action: Action
    basis: Basis
    source: "StrOrPromise"
    due: Callable[[datetime.datetime], QuerySet[Any]]
    apply: Callable[[list[Any]], None] | None = None
    hangs_on: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    counted_by: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # labels of further models whose rows or fields go too
    chunk: int = 500
    is_chain: bool = False

    @property
    def period(self) -> relativedelta:
        return period(self.keep)

    def cutoff(self, moment: datetime.datetime) -> datetime.datetime:
        return moment - self.period

    def rows(self, moment: datetime.datetime) -> QuerySet[Any]:
        """What is due at the moment, held or not."""
        return self.due(self.cutoff(moment))

    def about(self, held: Held) -> Q | None:
        """Which rows hang on one of these things; None where none can."""
        found: Q | None = None
        for kind, lookups in self.hangs_on.items():
            for lookup in lookups if held.get(kind) else ():
                one = Q(**{f"{lookup}__in": list(held[kind])})
                found = one if found is None else found | one
        return found


_apps: list[tuple[Rule, ...]] = []
_holders: list[Callable[[], Held]] = []


def register(*rules: Rule) -> None:
    """The rules of one app, in the order in which they are applied."""
    names = {rule.name for rule in all_rules()}
    twice = [rule.name for rule in rules if rule.name in names]
    if twice:
        raise RuntimeError(f"Two rules of retention are called {twice[0]}.")
    _apps.append(rules)


def all_rules() -> tuple[Rule, ...]:
    """Those of the upper apps first: their rows hang on the rows of the lower ones."""
    return tuple(rule for rules in reversed(_apps) for rule in rules)


def keeps_holds(source: Callable[[], Held]) -> Callable[[], Held]:
    """Register where holds are read."""
    _holders.append(source)
    return source


def held_things() -> dict[str, set[Any]]:
    """Everything that some hold is about, now."""
    found: dict[str, set[Any]] = {}
    for source in _holders:
        for kind, things in source().items():
            found.setdefault(kind, set()).update(things)
    return {kind: things for kind, things in found.items() if things}


def period(name: str) -> relativedelta:
    """What settings.RETENTION says."""
    found: relativedelta = settings.RETENTION[name]
    return found


def words_of(length: relativedelta) -> str:
    """“7 years”, “28 days”."""
    if length.years:
        return ngettext("%(number)s year", "%(number)s years", length.years) % {"number": length.years}
    if length.months:
        return ngettext("%(number)s month", "%(number)s months", length.months) % {"number": length.months}
    return ngettext("%(number)s day", "%(number)s days", length.days) % {"number": length.days}


def unneeded(rows: QuerySet[Any], *, except_from: Sequence[str] = ()) -> QuerySet[Any]:
    """Those to which no row points that would refuse their deletion. `except_from` names models ("app.model") that go with them."""
    model: type[Model] = rows.model
    for relation in model._meta.related_objects:
        if relation.on_delete is PROTECT and _model(relation)._meta.label_lower not in except_from:
            rows = rows.filter(~Exists(_pointing(relation)))
    return rows


def untouched(rows: QuerySet[Any], *, except_apps: Sequence[str]) -> QuerySet[Any]:
    """Those to which no row at all points, whatever would become of it. Rows of `except_apps` go with them."""
    model: type[Model] = rows.model
    for relation in model._meta.related_objects:
        if _model(relation)._meta.app_label not in except_apps:
            rows = rows.filter(~Exists(_pointing(relation)))
    return rows


def _model(relation: ForeignObjectRel) -> type[Model]:
    related: Any = relation.related_model
    model: type[Model] = related
    return model


def _pointing(relation: ForeignObjectRel) -> QuerySet[Any]:
    pointing: QuerySet[Any] = _model(relation)._default_manager.filter(**{relation.field.name: OuterRef("pk")})
    return pointing
