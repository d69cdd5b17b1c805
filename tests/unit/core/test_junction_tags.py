import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from core.parts import Pages
from core.templatetags.junction import tone


def render(source: str, **context: object) -> str:
    return Template("{% load junction %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("state", "expected"),
    [("confirmed", "good"), ("requested", "ask"), ("at_risk", "bad"), ("draft", "plain"), ("unheard of", "plain")],
)
def test_state_has_a_tone(state: str, expected: str) -> None:
    assert tone(state) == expected


def test_tag_is_coloured_by_state_or_by_tone() -> None:
    by_state = render('{% include "components/tag.html" with label="At risk" state="at_risk" only %}')
    by_tone = render('{% include "components/tag.html" with label="Waiting" tone="ask" only %}')

    assert by_state == '<strong class="govuk-tag govuk-tag--red">At risk</strong>'
    assert by_tone == '<strong class="govuk-tag govuk-tag--yellow">Waiting</strong>'


def test_kind_names_its_door() -> None:
    assert "Third space</span>" in render('{% include "components/kind.html" with kind="workplace" only %}')


def test_box_holds_what_is_written_in_it() -> None:
    html = render('{% box heading=heading name="ask" %}<p>{{ words }}</p>{% endbox %}', heading="Ask <them>", words="a & b")

    assert "<p>a &amp; b</p>" in html
    assert "Ask &lt;them&gt;" in html


def test_pagination_keeps_the_question() -> None:
    request = RequestFactory().get("/offers/", {"q": "bread", "page": "2"})

    template = Template('{% include "components/pagination.html" with pages=pages only %}')
    html = template.render(RequestContext(request, {"pages": Pages(2, 3)}))

    assert 'href="?q=bread&amp;page=3"' in html
