"""Forms in our markup: GOV.UK's label, hint, error message and error summary, with the right things announced.

In a template: {{ form.error_summary }} {{ form.pupils.as_field_group }}, or {{ form }} for all of it. A formset takes
renderer=JunctionRenderer() in its factory. A form of a package is given the same looks by dress().
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

_ONE_LINE = "forms/input.html"
# Django's templates for its own widgets, and ours in their place. Whatever is not here (hidden inputs) is Django's.
OWN_TEMPLATES = {
    f"django/forms/widgets/{kind}.html": _ONE_LINE
    for kind in ("text", "email", "number", "url", "tel", "search", "date", "datetime", "time")
} | {
    "django/forms/widgets/password.html": "forms/password.html",
    "django/forms/widgets/textarea.html": "forms/textarea.html",
    "django/forms/widgets/select.html": "forms/select.html",
    "django/forms/widgets/checkbox.html": "forms/checkbox.html",
    "django/forms/widgets/checkbox_select.html": "forms/choices.html",
    "django/forms/widgets/radio.html": "forms/choices.html",
    "django/forms/widgets/file.html": "forms/file.html",
    "django/forms/widgets/clearable_file_input.html": "forms/file.html",
}
MISSING_TEXT = gettext_lazy("Fill in “%(label)s”")
MISSING_CHOICE = gettext_lazy("Choose an answer for “%(label)s”")
MISSING_FILE = gettext_lazy("Choose a file for “%(label)s”")
MISSING_TICK = gettext_lazy("Tick “%(label)s” to go on")
# In place of Django's words, which name values and not what to do. Numbers come from the field's validators.
LIMITS = {
    "max_length": gettext_lazy("Shorten this to %(limit_value)d characters: it has %(show_value)d"),
    "min_length": gettext_lazy("Write at least %(limit_value)d characters"),
    "max_value": gettext_lazy("Enter %(limit_value)s or less"),
    "min_value": gettext_lazy("Enter %(limit_value)s or more"),
}
NOT_OFFERED = gettext_lazy("Choose one of the answers that are offered")
NO_ADDRESS = {
    forms.EmailField: gettext_lazy("Write an e-mail address, like name@example.org"),
    forms.URLField: gettext_lazy("Write a web address, like https://www.example.org"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of an error summary. The target is the id of the control to go to, or empty where no single one is at fault."""

    message: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio or checkbox: the widget's own description of it, and the field that it reveals, if any."""

    option: dict[str, Any]
    revealed: BoundField | None


class JunctionBoundField(BoundField):
    """A field as our templates see it."""

    @property
    def data(self) -> Any:
        """What was typed, with line ends as browsers count them: one character, though they send two."""
        data = super().data
        return data.replace("\r\n", "\n") if isinstance(data, str) and isinstance(self.field.widget, forms.Textarea) else data

    @property
    def use_fieldset(self) -> bool:
        # Django groups a file input with the box that removes the file; ours shows that box below it.
        return super().use_fieldset and not isinstance(self.field.widget, forms.ClearableFileInput)

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        return f"{described or ''} {self.auto_id}-info".strip() if self.counts_characters and described is not None else described

    @property
    def counts_characters(self) -> bool:
        return isinstance(self.field.widget, forms.Textarea) and bool(self.field.widget.attrs.get("maxlength"))

    @property
    def is_tick(self) -> bool:
        """Whether this is one lone checkbox, whose label stands beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        if self.field.required or self.is_tick or not getattr(self.form, "mark_optional", True):
            return False
        return self.name not in self._revealed_names()

    @property
    def is_revealed(self) -> bool:
        """Whether a choice of another field shows this one, so that it has no place of its own."""
        return self.name in self._revealed_names()

    def _revealed_names(self) -> set[str]:
        widgets = [field.widget for field in self.form.fields.values()]
        return {name for widget in widgets for name in getattr(widget, "reveals", {}).values()}

    @property
    def label_size(self) -> str:
        return getattr(self.form, "label_size", "s")

    @property
    def is_choices(self) -> bool:
        return isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))

    @cached_property
    def choices(self) -> list[Choice]:
        reveals = [(subwidget.data, subwidget.data.get("reveals")) for subwidget in self.subwidgets]
        return [Choice(option=data, revealed=self.form[name] if name else None) for data, name in reveals]

    @property
    def error_target(self) -> str:
        """The id of the control that an error summary leads to: the first box or choice of a group."""
        if not self.is_choices:
            return self.id_for_label or self.auto_id
        controls = [choice.option["attrs"].get("id", "") for choice in self.choices if not choice.option.get("refusal")]
        return controls[0] if controls else self.auto_id


class JunctionRenderer(TemplatesSetting):
    """Renders forms with the templates in templates/forms, leaving Django's (and so the admin's) alone."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = JunctionBoundField

    def get_template(self, template_name: str) -> Any:
        return get_template(OWN_TEMPLATES.get(template_name, template_name))


class _Dressed(forms.BaseForm):
    """What Form and ModelForm share. label_size is GOV.UK's: s, m, l or xl."""

    default_renderer = JunctionRenderer
    use_required_attribute = False
    label_size = "s"
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))

    def full_clean(self) -> None:
        for name, field in self.fields.items():  # here, since a form may add fields after it was made
            _say_what_is_missing(name, field)
            _say_what_would_do(field)
        super().full_clean()

    @property
    def error_summary(self) -> SafeString:
        return render_error_summary(self)


class Form(_Dressed, forms.Form):
    pass


class ModelForm(_Dressed, forms.ModelForm):  # type: ignore[type-arg]  # not a generic class when the code runs
    pass


def _say_what_is_missing(name: str, field: forms.Field) -> None:
    """Replace Django's "This field is required." by a sentence that names the field, unless the field has its own."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _missing(name, field)


def _say_what_would_do(field: forms.Field) -> None:
    """Replace Django's words for limits, choices and addresses, unless the field has its own."""
    for code, message in LIMITS.items():
        field.error_messages.setdefault(code, message)
    kinds = type(field).__mro__
    defaults = {str(kind.default_error_messages.get("invalid_choice")) for kind in kinds if hasattr(kind, "default_error_messages")}
    if str(field.error_messages.get("invalid_choice")) in defaults:
        field.error_messages["invalid_choice"] = NOT_OFFERED
    for kind, message in NO_ADDRESS.items():
        if isinstance(field, kind) and field.error_messages.get("invalid") in (None, forms.URLField.default_error_messages["invalid"]):
            field.error_messages["invalid"] = message


def _missing(name: str, field: forms.Field) -> str:
    wording = MISSING_TEXT
    if isinstance(field, forms.BooleanField):
        wording = MISSING_TICK
    elif isinstance(field, forms.FileField):
        wording = MISSING_FILE
    elif isinstance(field.widget, ChoiceWidget):
        wording = MISSING_CHOICE
    label = field.label or name.replace("_", " ").capitalize()
    return str(wording % {"label": label})


def dress(form: forms.BaseForm) -> forms.BaseForm:
    """Give a package's form our markup. What was typed stays as it is; what is missing is named."""
    form.renderer = JunctionRenderer()
    form.bound_field_class = JunctionBoundField
    form.use_required_attribute = False
    form.label_suffix = ""
    form._bound_fields_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001  # Django keeps the fields it has already bound, in its own markup
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)  # it vanishes when one types, and repeats the label
        for error in form.errors[name].as_data() if name in form.errors else ():
            if error.code == "required":
                error.message = _missing(name, field)
    return form


def find_problems(*forms_or_formsets: forms.BaseForm | forms.BaseFormSet[Any]) -> list[Problem]:
    """Everything that is wrong, in the order of the page."""
    return [problem for one in forms_or_formsets for problem in _problems_of(one)]


def _problems_of(one: forms.BaseForm | forms.BaseFormSet[Any]) -> Iterator[Problem]:
    if isinstance(one, forms.BaseFormSet):
        yield from (Problem(str(message)) for message in one.non_form_errors())
        for form in one.forms:
            yield from _problems_of(form)
        return
    yield from (Problem(str(message)) for message in one.non_field_errors())
    for field in one:
        target = getattr(field, "error_target", field.id_for_label)
        yield from (Problem(str(message), "" if field.is_hidden else target) for message in field.errors)


def render_error_summary(*forms_or_formsets: forms.BaseForm | forms.BaseFormSet[Any]) -> SafeString:
    """The box that says what to put right, or nothing."""
    problems = find_problems(*forms_or_formsets)
    if not problems:
        return SafeString("")
    return SafeString(get_template("components/error_summary.html").render({"problems": problems}))
