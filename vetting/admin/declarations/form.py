"""What an officer says of each answer of a case: it is right, it goes back, or not now."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from vetting.enums import SentBackReason
from vetting.models import Check
from vetting.services.checks.reviewing import LONGEST_SENTENCE, Look

VERIFY, SEND_BACK, NOT_NOW = "verify", "send_back", "not_now"
VERDICTS = [
    (VERIFY, _("It looks right: verify it")),
    (SEND_BACK, _("Send it back")),
    (NOT_NOW, _("Not now")),
]


class LooksForm(forms.Form):
    """Three questions for each declaration, named by its number. Nothing is chosen for anybody beforehand."""

    def __init__(self, *args: Any, checks: Sequence[Check], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks = checks
        for check in checks:
            self.fields |= {
                f"look-{check.pk}": forms.ChoiceField(
                    label=_("What do you say?"), choices=VERDICTS, initial=NOT_NOW, widget=forms.RadioSelect
                ),
                f"reason-{check.pk}": forms.ChoiceField(
                    label=_("Why it goes back"), choices=[("", _("It doesn't")), *SentBackReason.choices], required=False
                ),
                f"note-{check.pk}": forms.CharField(
                    label=_("What they should do"),
                    max_length=LONGEST_SENTENCE,
                    required=False,
                    help_text=_("One sentence. They read it. Don't ask for certificates or documents."),
                ),
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._was_changed_since():
            self.add_error(None, _g("An answer was corrected or dealt with since you opened this page. Look at what is here now."))
        elif all(cleaned.get(f"look-{check.pk}") == NOT_NOW for check in self.checks):
            self.add_error(None, _g("Say of at least one answer that it is right, or send it back."))
        return cleaned

    def _was_changed_since(self) -> bool:
        """Whether something was said of an answer that no longer waits: what one verifies is what one has seen."""
        said: Iterable[str] = (name for name, value in self.data.items() if name.startswith("look-") and value != NOT_NOW)
        return any(name not in self.fields for name in said)

    @property
    def looks(self) -> list[Look]:
        said = [(check, self.cleaned_data[f"look-{check.pk}"]) for check in self.checks]
        return [
            Look(
                check,
                verifies=verdict == VERIFY,
                reason=self.cleaned_data[f"reason-{check.pk}"],
                note=self.cleaned_data[f"note-{check.pk}"],
            )
            for check, verdict in said
            if verdict != NOT_NOW
        ]
