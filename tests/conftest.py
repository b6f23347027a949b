"""What several folders of tests share: an embedded database, started once and emptied before each test that asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.graphdb import Database, open_database
from explorer.settings import Settings
from tests.emptying import empty


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the data folder that `embedded` lies in: another process or `open_database` can join it."""
    return Settings(Path(tmp_path_factory.mktemp("embedded")))


@pytest.fixture(scope="session")
def _embedded_for_session(embedded_settings: Settings) -> Iterator[Database]:
    with open_database(embedded_settings) as database:
        yield database


@pytest.fixture
def embedded(_embedded_for_session: Database) -> Database:
    """An embedded database with nothing in it."""
    empty(_embedded_for_session)
    return _embedded_for_session
