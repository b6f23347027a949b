"""Both servers, started once; every test of this folder runs on each and finds it empty."""

import os
from collections.abc import Iterator

import pytest

from explorer.graphdb import Database, open_database
from explorer.graphdb.reads import counts
from explorer.settings import Settings
from tests.emptying import empty
from tests.neo4j_server.java_and_maven import NotHere
from tests.neo4j_server.starting import running

REQUIRED = "ENTREMISE_REQUIRE_NEO4J"


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    try:
        with running(tmp_path_factory.mktemp("neo4j")) as settings:
            yield settings
    except NotHere as reason:
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"NEO4J IS REQUIRED AND NOT HERE: {reason}")
        pytest.skip(f"NOT TESTED ON NEO4J: {reason}")


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings that lead to one server or the other."""
    found: Settings = request.getfixturevalue(f"{request.param}_settings")
    return found


@pytest.fixture(scope="session")
def _database_for_session(settings: Settings) -> Iterator[Database]:
    with open_database(settings) as database:
        given = settings.database_url and os.environ.get("ENTREMISE_TEST_NEO4J_URI")
        if given and (found := sum(counts(database).labels.values())):
            pytest.fail(f"the database at {database.address} holds {found} entities; the tests would delete them: give an empty one")
        yield database
        empty(database)


@pytest.fixture
def database(_database_for_session: Database) -> Database:
    empty(_database_for_session)
    return _database_for_session
