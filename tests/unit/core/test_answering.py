import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory

from core.answering import answer_button, answer_form
from core.exceptions import DomainError
from core.forms import Form


class PupilsForm(Form):
    pupils = forms.IntegerField()


def request(method: str, data: dict[str, str] | None = None) -> HttpRequest:
    made = getattr(RequestFactory(), method)("/here/", data or {})
    made.session = {}
    made.user = AnonymousUser()
    made._messages = FallbackStorage(made)
    return made  # type: ignore[no-any-return]


def refuse(field: str = "") -> None:
    raise DomainError("Too many. Choose fewer.", field=field)


def said(asked: HttpRequest) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(asked)]


def test_a_form_that_is_stored_says_so_and_goes_on() -> None:
    asked, stored = request("post", {"pupils": "24"}), []
    form = PupilsForm(asked.POST)

    response = answer_form(asked, form, lambda: stored.append(form.cleaned_data), template="forms/form.html", then="/next/", done="Saved.")

    assert (response.status_code, response["Location"], stored) == (302, "/next/", [{"pupils": 24}])
    assert said(asked) == [("success", "Saved.")]


@pytest.mark.parametrize(("field", "key"), [("pupils", "pupils"), ("teacher", "__all__"), ("", "__all__")])
def test_a_refusal_stands_at_its_field_or_above_the_form(field: str, key: str) -> None:
    asked = request("post", {"pupils": "24"})
    form = PupilsForm(asked.POST)

    response = answer_form(asked, form, lambda: refuse(field), template="forms/form.html", then="/next/", done="Saved.")

    assert (response.status_code, said(asked)) == (200, [])
    assert dict(form.errors) == {key: ["Too many. Choose fewer."]}


def test_a_form_with_errors_or_only_opened_stores_nothing() -> None:
    stored: list[int] = []

    for asked in (request("post", {"pupils": "many"}), request("get")):
        form = PupilsForm(asked.POST or None)
        response = answer_form(asked, form, lambda: stored.append(1), template="forms/form.html", then="/next/", done="Saved.")
        assert response.status_code == 200

    assert stored == []


def test_a_button_says_what_was_done_or_why_not() -> None:
    done, refused = request("post"), request("post")

    responses = [
        answer_button(done, lambda: None, then="/list/", done="Gone."),
        answer_button(refused, refuse, then="/list/", done="Gone."),
    ]

    assert [response["Location"] for response in responses] == ["/list/", "/list/"]
    assert (said(done), said(refused)) == ([("success", "Gone.")], [("error", "Too many. Choose fewer.")])
