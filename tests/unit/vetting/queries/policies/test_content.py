import pytest

from tests.factories.vetting import PolicyFactory, shipped_content
from vetting.exceptions import PolicyError
from vetting.models import Policy
from vetting.queries.policies.content import content_of


def test_a_policy_is_read_once_for_each_text() -> None:
    one, two = PolicyFactory.build(), PolicyFactory.build()

    assert content_of(one) == shipped_content()
    assert content_of(one) is content_of(two)


def test_a_policy_that_says_nothing_is_refused() -> None:
    with pytest.raises(PolicyError):
        content_of(Policy(content={}))
