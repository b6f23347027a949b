"""The application over the embedded server, with a small network in it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.app import create_app
from explorer.graphdb import Database, writes
from explorer.settings import Settings
from tests.emptying import empty
from tests.web import seed
from tests.web.without_database import app_without_database


@pytest.fixture(scope="module")
def app(_embedded_for_session: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    embedded = _embedded_for_session
    empty(embedded)
    writes.save(embedded, seed.entities(), seed.relationships(), who="tests", batch="seed")
    return create_app(Settings(data=tmp_path_factory.mktemp("web")), embedded, testing=True)


@pytest.fixture
def refilled(_embedded_for_session: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The same, anew for each test that writes."""
    empty(_embedded_for_session)
    writes.save(_embedded_for_session, seed.entities(), seed.relationships(), who="tests", batch="seed")
    return create_app(Settings(data=tmp_path_factory.mktemp("form")), _embedded_for_session, testing=True)


@pytest.fixture
def database(_embedded_for_session: Database) -> Database:
    return _embedded_for_session


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a database: `show` gives it a network."""
    return app_without_database(Settings(data=tmp_path_factory.mktemp("bare")))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
