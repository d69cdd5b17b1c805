"""Forms that notice when what they show was changed by somebody else meanwhile."""

import copy
import hashlib
import json
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.forms import ModelForm

STAMP = "seen"


def offer_only(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of the model these choices: among radios there is no place for the blank one that it comes with."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


class GuardedForm(ModelForm):
    """Carries a stamp of what its fields said when it was opened. Where that is no longer what they say, and the answers differ too,
    the form is refused once: it shows what was typed, and `conflicts` says what is stored. Sent again, it replaces that.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("instance") is not None:
            kwargs["instance"] = copy.copy(kwargs["instance"])  # a form writes answers on its instance even where it refuses them
        super().__init__(*args, **kwargs)
        self.conflicts: list[tuple[str, str]] = []
        self.initial[STAMP] = self.stamp

    def stamp(self) -> str:
        stored = {name: self._stored(name) for name in self.fields if name != STAMP}
        return hashlib.sha256(json.dumps(stored, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opened_with = self.data.get(self.add_prefix(STAMP), "")
        changed = [name for name in self.changed_data if name != STAMP]
        if opened_with and changed and opened_with != self.stamp():
            self.conflicts = [(self._label(name), self._words(name)) for name in changed]
            data = cast("QueryDict", self.data).copy()
            data[self.add_prefix(STAMP)] = self.stamp()
            self.data = data
            self.add_error(None, _("Somebody changed this after you opened it. Your answers are below: save again to keep them."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What to hand to a service."""
        return {name: value for name, value in self.cleaned_data.items() if name != STAMP}

    def _stored(self, name: str) -> Any:
        value = self.fields[name].prepare_value(self.get_initial_for_field(self.fields[name], name))
        return sorted(map(str, value)) if isinstance(value, list | tuple | set) else value

    def _label(self, name: str) -> str:
        return str(self.fields[name].label or name)

    def _words(self, name: str) -> str:
        stored = self._stored(name)
        labels = {str(value): str(label) for value, label in getattr(self.fields[name], "choices", ())}
        values: Iterable[Any] = stored if isinstance(stored, list) else [stored]
        return ", ".join(labels.get(str(value), str(value)) for value in values if value not in (None, "")) or _("Nothing")
