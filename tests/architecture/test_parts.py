"""Who acts for an authority now is asked of `Officer.objects.acting()` alone: a borrowed part is over with its last day, ended or not."""

import re

from config.paths import ROOT

APPS = ("bookings", "cms", "directory", "imports", "portal", "schools", "search", "vetting")
MAY = {  # they write parts down
    "vetting/models/authorities.py",
    "vetting/services/officers.py",
    "vetting/services/authorities/loans.py",
}
ASKED_ASIDE = re.compile(r"officers__ended_at|officer_roles\.filter\(|\.officers\.filter\(|Officer\.objects\.filter\([^\n]*ended_at=None")


def test_nobody_asks_for_parts_in_another_way() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    found = {str(path.relative_to(ROOT)) for path in files if ASKED_ASIDE.search(path.read_text())}

    assert found - MAY == set(), "use Officer.objects.acting()"
