import copy

import pytest
import yaml
from django.db import transaction
from django.db.utils import IntegrityError

from core.models import AuditEvent
from tests.factories.vetting import SHIPPED_POLICY, shipped_content, shipped_policy
from vetting.exceptions import PolicyError
from vetting.models import Policy
from vetting.queries.policies import content_of
from vetting.services.policies import load_policy

pytestmark = pytest.mark.django_db

TEXT = SHIPPED_POLICY.read_text()


def test_loading_publishes_what_the_file_says() -> None:
    policy, is_new = load_policy(text=TEXT)

    assert (is_new, str(policy), policy.published_at is not None) == (True, "england 2026-09", True)
    assert AuditEvent.objects.get(action="policy.publish").details == {"version": "england 2026-09"}
    assert content_of(Policy.objects.get()) == shipped_content()


def test_loading_again_changes_nothing() -> None:
    first, _new = load_policy(text=TEXT)

    second, is_new = load_policy(text=TEXT)

    assert (second, is_new, AuditEvent.objects.count()) == (first, False, 1)


def test_a_published_version_is_never_edited() -> None:
    load_policy(text=TEXT)

    with pytest.raises(PolicyError) as caught:
        load_policy(text=TEXT.replace("Two documents", "Two papers").replace("name: Identity seen", "name: Identity looked at"))

    assert caught.value.field == "version"
    with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
        Policy.objects.update(content={})
    Policy.objects.update(source_note="A better note.")


def test_another_version_stands_beside_it() -> None:
    load_policy(text=TEXT)
    other = copy.deepcopy(shipped_policy()) | {"version": "2027-01"}

    _policy, is_new = load_policy(text=yaml.safe_dump(other))

    assert (is_new, sorted(Policy.objects.values_list("version", flat=True))) == (True, ["2026-09", "2027-01"])


def test_a_broken_file_publishes_nothing() -> None:
    with pytest.raises(PolicyError):
        load_policy(text=TEXT.replace("effect: blocks_booking", "effect: blocks_everything", 1))

    assert Policy.objects.count() == 0
