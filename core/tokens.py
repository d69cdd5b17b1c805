"""Secrets that travel in links. Only their hash is stored, so that a copy of the database opens nothing."""

import hashlib
import secrets


def new_token() -> str:
    """32 random bytes as text that fits in an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored and looked up: SHA-256 in hex. No salt is needed, since the token itself is random."""
    return hashlib.sha256(token.encode()).hexdigest()
