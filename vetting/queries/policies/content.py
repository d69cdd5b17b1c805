"""Policies as their rules read them."""

import functools
import json

from vetting.models import Policy
from vetting.rules.policy import PolicyContent
from vetting.rules.schema import read_law, read_policy


def content_of(policy: Policy) -> PolicyContent:
    """What the policy says, with the numbers of the law as its jurisdiction's rule sets have them.

    Read once for each text and each state of the law: neither is ever edited, and both come with the policy's own row.
    """
    return _read(json.dumps(policy.content), json.dumps(policy.law))


def own_content_of(policy: Policy) -> PolicyContent:
    """What the text of the policy says by itself."""
    return _read(json.dumps(policy.content), "[]")


@functools.lru_cache(maxsize=64)
def _read(text: str, law: str) -> PolicyContent:
    content = read_policy(json.loads(text))
    rows = read_law(json.loads(law))
    return content.under_law(rows) if rows else content
