"""One shape of an error for programs, a page for people, nothing of the inside in either."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from explorer.errors import DatabaseUnavailable
from explorer.web import held


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/api/", 404, "not_found"),
        ("DELETE", "/api/v1/openapi.json", 405, "method_not_allowed"),
        ("GET", "/api/v1/search", 422, "bad_input"),
        ("GET", "/api/v1/entities/nobody", 404, "not_found"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_shape_for_programs(client: FlaskClient, method: str, address: str, status: int, code: str, language: str) -> None:
    answer = client.open(address, method=method, headers={"Accept-Language": language})
    assert answer.status_code == status
    told = answer.json
    assert told is not None
    assert set(told) == {"code", "status", "message", "errors"}
    assert (told["code"], told["status"]) == (code, status)
    assert isinstance(told["errors"], dict)
    assert answer.headers["Content-Language"] == language


def test_405_says_what_is_allowed(client: FlaskClient) -> None:
    assert "GET" in client.delete("/api/v1/openapi.json").headers["Allow"]


def test_an_unforeseen_error_keeps_the_inside_to_itself(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr(held, "snapshot", breaks)
    for address in ("/api/v1/search?q=a", "/"):
        answer = client.get(address, headers={"Accept-Language": "en"})
        assert answer.status_code == 500
        body = answer.get_data(as_text=True)
        assert "hunter2" not in body
        assert "Traceback" not in body
        assert "hunter2" in caplog.text
    told = client.get("/api/v1/search?q=a", headers={"Accept-Language": "en"}).json
    assert told is not None
    assert told["code"] == "error"


def test_a_database_that_is_away_is_503_and_says_why(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def away() -> None:
        raise DatabaseUnavailable("Nobody answers at bolt://secret:7687.", {"reason": "unreachable", "address": "bolt://secret:7687"})

    monkeypatch.setattr(held, "snapshot", away)
    answer = client.get("/api/v1/search?q=a&lang=en")
    assert answer.status_code == 503
    assert answer.json is not None
    assert (answer.json["code"], answer.json["status"], answer.json["errors"]) == ("database_unavailable", 503, {"reason": "unreachable"})
    assert "its database does not answer" in answer.json["message"]
    assert "secret" not in answer.get_data(as_text=True)
    assert answer.headers["Retry-After"]
    page = client.get("/search?q=a&lang=en")
    assert page.status_code == 503
    assert "its database does not answer" in page.get_data(as_text=True)
    assert "secret" not in page.get_data(as_text=True)
    assert "bolt://secret:7687" in caplog.text


def test_people_get_a_page(client: FlaskClient) -> None:
    answer = client.get("/nowhere/<script>alert(1)</script>", headers={"Accept-Language": "fr"})
    assert answer.status_code == 404
    page = answer.get_data(as_text=True)
    assert answer.mimetype == "text/html"
    assert '<html lang="fr"' in page
    assert "<script>alert(1)" not in page


def test_every_status_can_be_answered(app: Flask) -> None:
    """Also those nothing here raises today."""
    for kind in HTTPException.__subclasses__():
        if kind.code and kind.code >= 400:
            for path in ("/api/v1/x", "/x"):
                with app.test_request_context(path):
                    answer = app.handle_http_exception(kind())
                    assert answer.status_code == kind.code  # type: ignore[union-attr]
