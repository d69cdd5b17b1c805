import datetime
from html.parser import HTMLParser

import pytest
from django import forms as django_forms
from django.utils.datastructures import MultiValueDict

from core.fields import DateField, TimeField
from core.forms import Form, JunctionRenderer, Problem, dress, find_problems, render_error_summary
from core.widgets import AffixedInput, Checkboxes, NumberInput, Radios


class RequestForm(Form):
    reason = django_forms.ChoiceField(
        label="Why are you asking?",
        choices=[("visit", "For a visit"), ("other", "Something else")],
        widget=Radios(hints={"visit": "A class comes to you"}, reveals={"other": "other_reason"}),
    )
    other_reason = django_forms.CharField(label="What is it?", required=False)
    pupils = django_forms.IntegerField(label="How many pupils?", help_text="A number is enough.", widget=NumberInput())
    price = django_forms.DecimalField(label="Price", required=False, widget=AffixedInput(prefix="£", suffix="a session"))
    notes = django_forms.CharField(label="Notes", required=False, max_length=12, widget=django_forms.Textarea)
    agree = django_forms.BooleanField(label="I agree", help_text="You can change your mind.")
    plan = django_forms.FileField(label="Plan", required=False)


class DiaryForm(Form):
    day = DateField(label="Day")
    start = TimeField(label="From", required=False)


GOOD = {"reason": "visit", "pupils": "12", "agree": "on"}


class Elements(HTMLParser):
    """Every start tag of a piece of HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def having(self, **wanted: str) -> dict[str, str | None]:
        [one] = [attrs for _, attrs in self.found if all(attrs.get(name) == value for name, value in wanted.items())]
        return one


def test_text_field_ties_hint_and_error_to_its_input() -> None:
    form = RequestForm({**GOOD, "pupils": "many"})

    page = Elements(str(form["pupils"].as_field_group()))

    control = page.having(id="id_pupils")
    assert control["aria-describedby"] == "id_pupils_helptext id_pupils_error"
    assert control["aria-invalid"] == "true"
    assert page.having(id="id_pupils_error")["class"] == "govuk-error-message"
    assert page.having(**{"for": "id_pupils"})["class"] == "govuk-label govuk-label--s"


def test_field_keeps_what_was_typed_wrongly() -> None:
    form = RequestForm({**GOOD, "pupils": "many"})

    assert Elements(str(form["pupils"])).having(id="id_pupils")["value"] == "many"


def test_missing_answers_are_named_in_the_summary_in_page_order() -> None:
    form = RequestForm({})

    assert find_problems(form) == [
        Problem("Choose an answer for “Why are you asking?”", "id_reason_0"),
        Problem("Fill in “How many pupils?”", "id_pupils"),
        Problem("Tick “I agree” to go on", "id_agree"),
    ]


def test_error_summary_links_to_each_field() -> None:
    form = RequestForm({**GOOD, "pupils": ""})

    summary = str(form.error_summary)

    assert '<a href="#id_pupils">Fill in “How many pupils?”</a>' in summary
    assert "One thing to put right" in summary


def test_error_summary_of_a_good_form_is_empty() -> None:
    assert str(RequestForm(GOOD).error_summary) == ""


def test_error_summary_escapes_what_was_typed() -> None:
    form = RequestForm({**GOOD, "reason": "<script>"})

    assert "<script>" not in str(form.error_summary)


def test_summary_covers_every_form_of_a_formset() -> None:
    factory = django_forms.formset_factory(RequestForm, renderer=JunctionRenderer())  # type: ignore[call-arg]  # the stubs lag behind
    formset = factory({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-reason": "visit", "form-0-pupils": "1"})

    assert find_problems(formset) == [Problem("Tick “I agree” to go on", "id_form-0-agree")]


def test_choices_stand_in_a_fieldset_with_their_hints() -> None:
    page = Elements(str(RequestForm()["reason"].as_field_group()))

    assert [tag for tag, _ in page.found].count("fieldset") == 1
    assert page.having(id="id_reason_0")["aria-describedby"] == "id_reason_0_hint"
    assert page.having(id="id_reason_0_hint")["class"] == "govuk-hint govuk-radios__hint"


def test_choice_is_followed_by_the_field_that_it_reveals_once() -> None:
    page = Elements(str(RequestForm()))

    names = [
        attrs["id"] for _, attrs in page.found if attrs.get("id") in ("id_reason_1", "id_reason_1_reveals", "id_other_reason", "id_pupils")
    ]
    assert names == ["id_reason_1", "id_reason_1_reveals", "id_other_reason", "id_pupils"]


def test_refused_choice_is_shown_with_its_reason_and_without_a_control() -> None:
    class DatesForm(Form):
        dates = django_forms.MultipleChoiceField(
            choices=[("1", "13 January"), ("2", "20 January")], widget=Checkboxes(refusals={"1": "Half-term in your calendar."})
        )

    form = DatesForm({})

    html = str(form["dates"].as_field_group())
    assert "Half-term in your calendar." in html
    assert [attrs["value"] for tag, attrs in Elements(html).found if tag == "input"] == ["2"]
    assert find_problems(form) == [Problem("Choose an answer for “Dates”", "id_dates_1")]


def test_affixes_are_shown_but_not_read_out_twice() -> None:
    html = str(RequestForm()["price"])

    assert '<div class="govuk-input__prefix" aria-hidden="true">£</div>' in html
    assert '<div class="govuk-input__suffix" aria-hidden="true">a session</div>' in html
    assert Elements(html).having(id="id_price")["class"] == "govuk-input govuk-input--width-5"


def test_optional_questions_say_so_unless_the_form_does_not_want_it() -> None:
    class FilterForm(RequestForm):
        mark_optional = False

    assert "Price (optional)" in str(RequestForm()["price"].as_field_group())
    assert "(optional)" not in str(FilterForm()["price"].as_field_group())
    assert "(optional)" not in str(RequestForm()["pupils"].as_field_group())


def test_long_text_counts_characters_without_cutting_them_off() -> None:
    page = Elements(str(RequestForm()["notes"].as_field_group()))

    control = page.having(id="id_notes")
    assert control["aria-describedby"] == "id_notes-info"
    assert "maxlength" not in control
    assert page.having(**{"data-module": "govuk-character-count"})["data-maxlength"] == "12"


def test_line_ends_count_as_one_character_as_browsers_count_them() -> None:
    form = RequestForm({**GOOD, "notes": "four\r\nfour\r\nx"})

    assert form.is_valid()
    assert form.cleaned_data["notes"] == "four\nfour\nx"


def test_text_area_keeps_a_leading_line_break() -> None:
    html = str(RequestForm({**GOOD, "notes": "\nsecond"})["notes"])

    assert ">\n\nsecond</textarea>" in html


def test_lone_checkbox_has_label_and_hint_beside_it() -> None:
    page = Elements(str(RequestForm()["agree"].as_field_group()))

    assert page.having(id="id_agree")["aria-describedby"] == "id_agree_helptext"
    assert page.having(**{"for": "id_agree"})["class"] == "govuk-label govuk-checkboxes__label"


def test_file_input_has_a_label_and_no_fieldset() -> None:
    html = str(RequestForm()["plan"].as_field_group())

    assert "<fieldset" not in html
    assert Elements(html).having(id="id_plan")["class"] == "govuk-file-upload "


def test_no_control_is_required_by_the_browser() -> None:
    controls = [attrs for _, attrs in Elements(str(RequestForm())).found]

    assert [attrs for attrs in controls if "required" in attrs] == []


@pytest.mark.parametrize(
    "typed", [("13", "1", "2027"), ("13", "01", "2027"), ("13", "January", "2027"), (" 13", "jan", "2027 "), ("13", "JAN", "2027")]
)
def test_date_is_read_from_three_boxes(typed: tuple[str, str, str]) -> None:
    form = DiaryForm(dict(zip(("day_day", "day_month", "day_year"), typed, strict=True)))

    assert form.is_valid()
    assert form.cleaned_data["day"] == datetime.date(2027, 1, 13)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("", "", ""), "Fill in “Day”"),
        (("", "1", "2027"), "The date must have a day"),
        (("13", "", "2027"), "The date must have a month"),
        (("13", "1", ""), "The date must have a year"),
        (("13", "1", "27"), "Write the year with four digits, such as 2027"),
        (("30", "2", "2027"), "There is no such date. Write it like 27 1 2027"),
        (("13", "Juno", "2027"), "There is no such date. Write it like 27 1 2027"),
        (("13", "1", "twenty"), "There is no such date. Write it like 27 1 2027"),
        (("0", "0", "0000"), "There is no such date. Write it like 27 1 2027"),
    ],
)
def test_date_says_what_is_wrong_at_its_first_box(typed: tuple[str, str, str], message: str) -> None:
    form = DiaryForm(dict(zip(("day_day", "day_month", "day_year"), typed, strict=True)))

    assert find_problems(form) == [Problem(message, "id_day_0")]


def test_date_shows_again_what_was_typed() -> None:
    form = DiaryForm({"day_day": "31", "day_month": "Feb", "day_year": "2027"})

    inputs = [attrs["value"] for tag, attrs in Elements(str(form["day"])).found if tag == "input"]
    assert inputs == ["31", "Feb", "2027"]


def test_date_boxes_are_labelled_and_filled_from_a_date() -> None:
    form = DiaryForm(initial={"day": datetime.date(2027, 1, 13)})

    page = Elements(str(form["day"].as_field_group()))

    assert [attrs["value"] for tag, attrs in page.found if tag == "input"] == ["13", "1", "2027"]
    assert [attrs["for"] for tag, attrs in page.found if tag == "label"] == ["id_day_0", "id_day_1", "id_day_2"]
    assert "id_day_error" not in str(page.having(**{"class": "govuk-fieldset"}))


def test_unchanged_date_is_not_a_change() -> None:
    form = DiaryForm({"day_day": "13", "day_month": "jan", "day_year": "2027"}, initial={"day": datetime.date(2027, 1, 13)})

    assert form.changed_data == []


@pytest.mark.parametrize("typed", ["13:15", "13.15", "1315", "1:15pm", "1.15 PM", "13:15:00"])
def test_time_is_read_as_schools_write_it(typed: str) -> None:
    form = DiaryForm({"day_day": "13", "day_month": "1", "day_year": "2027", "start": typed})

    assert form.is_valid()
    assert form.cleaned_data["start"] == datetime.time(13, 15)


def test_time_that_is_none_says_how_to_write_it() -> None:
    form = DiaryForm({"day_day": "13", "day_month": "1", "day_year": "2027", "start": "quarter past"})

    assert find_problems(form) == [Problem("Write the time like 13:15", "id_start")]


def test_foreign_form_is_dressed_with_its_errors_and_without_placeholders() -> None:
    class PackageForm(django_forms.Form):
        code = django_forms.CharField(widget=django_forms.TextInput(attrs={"placeholder": "Code"}))

    form = PackageForm({"code": ""})
    form.is_valid()

    dress(form)

    control = Elements(str(form["code"])).having(id="id_code")
    assert control["class"] == "govuk-input "
    assert "placeholder" not in control
    assert "required" not in control
    assert find_problems(form) == [Problem("Fill in “Code”", "id_code")]


def test_summary_of_hidden_field_has_no_link() -> None:
    class TokenForm(Form):
        token = django_forms.CharField(widget=django_forms.HiddenInput)

    assert find_problems(TokenForm({})) == [Problem("Fill in “Token”")]
    assert "<a " not in str(render_error_summary(TokenForm({})))


def test_file_kept_from_before_can_be_removed() -> None:
    class Kept:
        url = "/plan.pdf"

        def __str__(self) -> str:
            return "plan.pdf"

    html = str(RequestForm(initial={"plan": Kept()})["plan"].as_field_group())

    assert 'href="/plan.pdf"' in html
    assert Elements(html).having(id="plan-clear_id")["type"] == "checkbox"


def test_upload_errors_name_the_file_field() -> None:
    class PhotoForm(Form):
        photo = django_forms.ImageField(label="Photo")

    form = PhotoForm({}, MultiValueDict())

    assert find_problems(form) == [Problem("Choose a file for “Photo”", "id_photo")]
