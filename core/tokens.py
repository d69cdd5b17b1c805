"""Secrets that travel in links. Only their hash is stored, so that a copy of the database opens nothing."""

import base64
import hashlib
import secrets
import uuid

from django.utils.crypto import salted_hmac


def new_token() -> str:
    """32 random bytes as text that fits in an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored and looked up: SHA-256 in hex. No salt is needed, since the token itself is random."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(purpose: str, seed: uuid.UUID) -> str:
    """The secret of a link, worked out from the site's key, so that a mail that is sent again carries the same link."""
    digest = salted_hmac(purpose, str(seed), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
