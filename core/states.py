"""Life cycles: one table each, (state, event) -> state. Nothing else in the project assigns a state."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.exceptions import IllegalTransitionError, StaleStateError


@dataclasses.dataclass(frozen=True)
class Machine:
    """A life cycle. `table` maps (state, event) to the next state; states and events are the values of TextChoices."""

    name: str
    table: Mapping[tuple[str, str], str]
    field: str = "state"

    def target(self, state: str, event: str) -> str:
        """The state after the event. Raises IllegalTransitionError where the table has no such step."""
        try:
            return self.table[(state, event)]
        except KeyError:
            message = _("This can't be done now: it is already “%(state)s”. Reload the page to see where it stands.") % {"state": state}
            raise IllegalTransitionError(message) from None

    def allows(self, state: str, event: str) -> bool:
        return (state, event) in self.table

    def fire(self, instance: models.Model, event: str, **changes: Any) -> tuple[str, str]:
        """Move the saved instance by the event, writing `changes` in the same statement. Returns (old, new) state.

        The row is moved only if it still has the state that the instance was read with: raises StaleStateError otherwise.
        """
        old: str = getattr(instance, self.field)
        new = self.target(old, event)
        values = {self.field: new, **changes}
        if type(instance)._default_manager.filter(pk=instance.pk, **{self.field: old}).update(**values) != 1:
            raise StaleStateError(_("Somebody else changed this a moment ago. Reload the page to see where it stands."))
        for name, value in values.items():
            setattr(instance, name, value)
        return old, new

    def events_from(self, state: str) -> tuple[str, ...]:
        return tuple(event for (source, event) in self.table if source == state)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for docs/."""
        lines = [f"    {source} --> {target}: {event}" for (source, event), target in self.table.items()]
        return "\n".join(["stateDiagram-v2", *lines])
