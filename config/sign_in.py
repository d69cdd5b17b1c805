"""Signing in through a council's or a trust's own service, where the environment names one."""

from typing import Any

from config import env


def openid_services() -> list[dict[str, Any]]:
    """The OpenID Connect service named by OIDC_SERVER_URL, OIDC_NAME, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, if any."""
    address = env.text("OIDC_SERVER_URL", "")
    if not address:
        return []
    return [
        {
            "provider_id": "council",
            "name": env.text("OIDC_NAME"),
            "client_id": env.text("OIDC_CLIENT_ID"),
            "secret": env.text("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": address},
        }
    ]
