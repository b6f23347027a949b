"""/healthz and /readyz tell the truth."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from explorer.app import create_app
from explorer.errors import DatabaseUnavailable
from explorer.graphdb import reads
from explorer.settings import Settings


def test_lives_and_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json is not None
    assert ready.json["status"] == "ready"


def test_not_ready_while_the_database_is_away(tmp_path: Path) -> None:
    """Nothing listens there; the process itself lives."""
    settings = Settings(data=tmp_path, database_url="bolt://127.0.0.1:9", database_password="x")
    client = create_app(settings, testing=True).test_client()
    assert client.get("/healthz").status_code == 200
    away = client.get("/readyz")
    assert away.status_code == 503
    assert away.json is not None
    assert away.json["code"] == "database_unavailable"
    assert away.json["message"]
    assert client.get("/api/v1/search?q=a").status_code == 503


def test_what_is_kept_in_memory_does_not_hide_that_it_is_gone(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/api/v1/search?q=a").status_code == 200

    def gone(_: object) -> int:
        raise DatabaseUnavailable("gone")

    monkeypatch.setattr(reads, "sequence", gone)
    assert client.get("/readyz").status_code == 503
