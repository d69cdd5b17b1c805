"""The conformance suite is written against the contract: an engine is added to ENGINES, and must pass it whole."""

import pytest

from search.engines.postgres.engine import PostgresEngine

ENGINES = [PostgresEngine]


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__, autouse=True)
def engine_class(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[PostgresEngine]:
    monkeypatch.setattr("search.engines.PostgresEngine", request.param)
    engine: type[PostgresEngine] = request.param
    return engine
