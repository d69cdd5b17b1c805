"""Each room with rules has its test under the same path."""

from django.conf import settings

from config.paths import ROOT

RULES = ("services", "queries", "policies", "states")


def test_services_queries_policies_and_states_have_tests_under_the_same_path() -> None:
    missing = []
    for app in settings.LOCAL_APPS:
        for path in (ROOT / app).rglob("*.py"):
            inside = path.relative_to(ROOT / app)
            if path.name == "__init__.py" or inside.parts[0].removesuffix(".py") not in RULES:
                continue
            test = ROOT / "tests" / "unit" / app / inside.parent / f"test_{path.name}"
            if not test.exists():
                missing.append(str(test.relative_to(ROOT)))

    assert missing == []
