"""Every page of officers names an icon that there is: for another one, Wagtail shows nothing."""

import re

from django.conf import settings
from wagtail.admin.icons import get_icons

NAMED = re.compile(r'header_icon(?:: \w+)? = "([a-z0-9-]+)"')


def test_every_page_names_an_icon_that_there_is() -> None:
    named = {name for path in (settings.BASE_DIR / "vetting" / "admin").rglob("*.py") for name in NAMED.findall(path.read_text())}

    assert len(named) > 10
    assert [name for name in sorted(named) if f'id="icon-{name}"' not in get_icons()] == []
