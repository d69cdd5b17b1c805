import pytest
from wagtail.rich_text import RichText

from cms.templatetags.cms_words import in_type


@pytest.mark.django_db
def test_text_gets_our_classes() -> None:
    html = in_type(RichText('<p>One <b>bold</b></p><ul><li>a</li></ul><ol><li>b</li></ol><h3>c</h3><p><a href="/terms/">t</a></p>'))

    assert html == (
        '<p class="govuk-body">One <b>bold</b></p>'
        '<ul class="govuk-list govuk-list--bullet"><li>a</li></ul>'
        '<ol class="govuk-list govuk-list--number"><li>b</li></ol>'
        '<h3 class="govuk-heading-s">c</h3>'
        '<p class="govuk-body"><a class="govuk-link" href="/terms/">t</a></p>'
    )
