"""Requests that write, and nothing kept after a test."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from explorer.graphdb import Database, scenes
from tests.web.scenes.views import Send
from tests.web.sending import tokens


@pytest.fixture
def send(client: FlaskClient) -> Send:
    headers = tokens(client)
    return lambda method, address, **options: client.open(address, method=method, headers=headers, **options)


@pytest.fixture(autouse=True)
def _nothing_kept(database: Database) -> Iterator[None]:
    yield
    for one in scenes.listed(database):
        scenes.delete(database, one.id)
