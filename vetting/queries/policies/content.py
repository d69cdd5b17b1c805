"""Policies as their rules read them."""

import functools
import json

from vetting.models import Policy
from vetting.rules.policy import PolicyContent
from vetting.rules.schema import read_policy


def content_of(policy: Policy) -> PolicyContent:
    """What the policy says. Read once for each text: a published policy is never edited."""
    return _read(json.dumps(policy.content))


@functools.lru_cache(maxsize=64)
def _read(text: str) -> PolicyContent:
    return read_policy(json.loads(text))
