import pytest

from config.env import SettingError
from config.sign_in import openid_services

COUNCIL = {
    "OIDC_SERVER_URL": "https://sign-in.council.example",
    "OIDC_NAME": "Northumberland",
    "OIDC_CLIENT_ID": "junction",
    "OIDC_CLIENT_SECRET": "s3cret",
}


def test_no_service_is_offered_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OIDC_SERVER_URL", raising=False)

    assert openid_services() == []


def test_the_named_service_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in COUNCIL.items():
        monkeypatch.setenv(name, value)

    assert openid_services() == [
        {
            "provider_id": "council",
            "name": "Northumberland",
            "client_id": "junction",
            "secret": "s3cret",
            "settings": {"server_url": "https://sign-in.council.example"},
        }
    ]


def test_half_a_service_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in COUNCIL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("OIDC_CLIENT_SECRET")

    with pytest.raises(SettingError, match="OIDC_CLIENT_SECRET"):
        openid_services()
