"""Reading pages as a person does: what is wrong, what stands in a field, what was said."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client


def soup_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


def heading(response: Any) -> str:
    found = soup_of(response).h1
    return words(found.get_text()) if found else ""


def problems(response: Any) -> list[str]:
    """What the error summary lists, in order."""
    return [words(entry.get_text()) for entry in soup_of(response).select(".govuk-error-summary__list li")]


def said(response: Any) -> list[str]:
    """The messages about what was done or refused."""
    return [words(entry.get_text()) for entry in soup_of(response).select(".govuk-notification-banner__heading")]


def typed(response: Any, name: str) -> str:
    """What stands in a text field, a text area or a chosen option."""
    field = soup_of(response).select_one(f'[name="{name}"]')
    if field is None:
        raise AssertionError(f"There is no field {name}.")
    return _value_of(field)


def answers_on(client: Client, url: str) -> dict[str, Any]:
    """Everything that a browser would send if nothing on the page's main form were changed."""
    form = soup_of(client.get(url)).select_one("main form[novalidate]")
    if form is None:
        raise AssertionError("There is no form to fill in.")
    answers: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        kind = field.get("type", "")
        if field.get("name") and kind not in {"submit", "file"} and (kind not in {"checkbox", "radio"} or field.has_attr("checked")):
            answers.setdefault(str(field["name"]), []).append(_value_of(field))
    return answers


def _value_of(field: Tag) -> str:
    match field.name:
        case "textarea":
            return field.text.strip()
        case "select":
            chosen = field.find("option", selected=True) or field.find("option")
            return str(chosen["value"]) if isinstance(chosen, Tag) else ""
        case _:
            return str(field.get("value", "on" if field.get("type") == "checkbox" else ""))
