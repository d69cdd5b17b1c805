import pytest

from core import outbox
from tests.factories.core import OutboxMessageFactory, mail


@pytest.fixture(autouse=True)
def own_deciders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_deciders", {})


def test_the_decider_of_its_kind_says_what_a_message_says() -> None:
    outbox.decides("a.kind")(lambda message: mail(f"for {message.recipient}"))

    assert outbox.decide(OutboxMessageFactory.build(kind="a.kind")) == mail("for jo@example.org")
    assert outbox.known_kinds() == {"a.kind"}


def test_a_kind_has_one_decider() -> None:
    outbox.decides("a.kind")(lambda message: None)

    with pytest.raises(RuntimeError, match=r"Two deciders for a\.kind"):
        outbox.decides("a.kind")(lambda message: None)


def test_a_kind_that_no_app_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        outbox.decide(OutboxMessageFactory.build(kind="a.kind"))
