import pytest
from dateutil.relativedelta import relativedelta

from config import env
from config.retention import DEFAULTS, periods
from core.retention import Rule, all_rules, period, register, unneeded
from directory.models import Provider
from tests.factories.directory import OfferFactory, ProviderFactory


def test_a_period_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETENTION_CHECKS", "10 years")

    assert (periods()["checks"], period("checks")) == (relativedelta(years=10), relativedelta(years=6))


@pytest.mark.parametrize("value", ["6", "years", "0 days", "6 weeks", "-1 days", "six years"])
def test_a_period_that_is_none_names_itself(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("RETENTION_CHECKS", value)

    with pytest.raises(env.SettingError, match="RETENTION_CHECKS takes a length of time such as 28 days, 6 months or 7 years"):
        periods()


def test_every_period_has_a_rule_and_every_rule_a_period() -> None:
    assert {rule.keep for rule in all_rules()} == set(DEFAULTS)


def test_rules_of_upper_apps_come_first() -> None:
    apps = list(dict.fromkeys(rule.name.partition(".")[0] for rule in all_rules()))

    assert apps.index("bookings") < apps.index("vetting") < apps.index("directory") < apps.index("accounts") < apps.index("core")


def test_two_rules_may_not_share_a_name() -> None:
    rule: Rule = all_rules()[0]

    with pytest.raises(RuntimeError, match=f"Two rules of retention are called {rule.name}"):
        register(rule)


@pytest.mark.django_db
def test_what_something_rests_on_is_needed() -> None:
    free = ProviderFactory()
    OfferFactory()

    assert list(unneeded(Provider.objects.all())) == [free]
    assert unneeded(Provider.objects.all(), except_from=("directory.offer",)).count() == 2
