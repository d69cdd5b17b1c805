"""Infrastructure of the tests. Data comes from tests/factories."""

pytest_plugins = ["tests.skips", "tests.database"]
