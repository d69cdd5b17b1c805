import datetime

import pytest

from core import periodic


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})


def test_jobs_come_in_the_order_of_their_names() -> None:
    @periodic.every_run("b.second", at_most_every=datetime.timedelta(days=1), atomic=False)
    def second() -> None: ...

    @periodic.every_run("a.first")
    def first() -> None: ...

    assert periodic.jobs() == (
        periodic.Job("a.first", first, datetime.timedelta(0), atomic=True),
        periodic.Job("b.second", second, datetime.timedelta(days=1), atomic=False),
    )


def test_two_jobs_may_not_share_a_name() -> None:
    periodic.every_run("a.job")(lambda: None)

    with pytest.raises(RuntimeError, match=r"Two jobs are called a\.job"):
        periodic.every_run("a.job")(lambda: None)
