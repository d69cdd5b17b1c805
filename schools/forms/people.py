from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.parts import Wording
from core.widgets import Checkboxes
from schools.enums import SchoolRole

HINTS: Mapping[str, Wording] = {
    SchoolRole.COORDINATOR: _("Finds offers, asks to book, keeps groups and calendar"),
    SchoolRole.APPROVER: _("Agrees to bookings and to what they cost"),
    SchoolRole.VISITS_COORDINATOR: _("Signs off visits away from the school"),
    SchoolRole.SAFEGUARDING_LEAD: _("Sees who comes and what was checked"),
    SchoolRole.RECEPTION: _("Sees who comes today"),
    SchoolRole.ADMINISTRATOR: _("Invites people, gives roles, sets the school's times"),
}


class InviteForm(Form):
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("One that only they read: the link in the mail is for them alone"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("What will they do?"),
        choices=SchoolRole.choices,
        widget=Checkboxes(hints=HINTS),
        error_messages={"required": _("Choose at least one role")},
    )


class RolesForm(Form):
    """Roles of one member. One's own box for approver is not there to be ticked, and says why."""

    roles = forms.MultipleChoiceField(
        label=_("What do they do?"),
        choices=SchoolRole.choices,
        error_messages={"required": _("Choose at least one role. To end their part in your school, remove them in the list of people")},
    )
    mark_optional = False

    def __init__(self, *args: Any, is_self: bool, current: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"roles": list(current)}, **kwargs)
        is_refused = is_self and SchoolRole.APPROVER not in current
        refusal = _("You can't make yourself an approver. Ask another administrator of your school, or your vetting officer.")
        widget = Checkboxes(hints=HINTS, refusals={SchoolRole.APPROVER: refusal} if is_refused else {})
        self.fields["roles"].widget = widget
        widget.choices = SchoolRole.choices


class AskForm(Form):
    """Asking to act for a school as its first member."""

    job_title = forms.CharField(
        label=_("What is your job there?"), help_text=_("For example assistant head, or business manager"), max_length=80
    )
    wants_roles = forms.MultipleChoiceField(
        label=_("What will you do on Junction?"),
        help_text=_("The first person becomes the administrator, and can invite others"),
        choices=SchoolRole.choices,
        widget=Checkboxes(hints=HINTS),
        required=False,
    )
