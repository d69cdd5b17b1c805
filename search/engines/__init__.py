from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Engine

__all__ = ["Engine", "engine"]


def engine() -> Engine:
    """The engine that answers. There is one so far; a second is chosen here."""
    return PostgresEngine()
