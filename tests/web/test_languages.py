"""French or English: the address, then the cookie, then the browser, then French."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.web.language import current_language, here, url_for_language


@pytest.mark.parametrize(
    ("address", "cookie", "browser", "language"),
    [
        ("/", None, None, "fr"),
        ("/", None, "de", "fr"),
        ("/", None, "en-GB,en;q=0.9,fr;q=0.5", "en"),
        ("/", None, "fr-CA,en;q=0.5", "fr"),
        ("/", "en", "fr", "en"),
        ("/?lang=fr", "en", "en", "fr"),
        ("/?lang=de", "en", "fr", "en"),
        ("/", "de", "en", "en"),
        ("/api/v1/search?q=a", "en", "fr", "fr"),
        ("/api/v1/search?q=a&lang=en", "fr", "fr", "en"),
    ],
)
def test_which_language(app: Flask, address: str, cookie: str | None, browser: str | None, language: str) -> None:
    headers = {name: value for name, value in (("Accept-Language", browser), ("Cookie", f"entremise_language={cookie}" if cookie else None)) if value}
    with app.test_request_context(address, headers=headers):
        assert current_language() == language


def test_the_address_is_remembered(client: FlaskClient) -> None:
    answer = client.get("/nowhere?lang=en")
    cookie = answer.headers["Set-Cookie"]
    assert "entremise_language=en" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert '<html lang="en"' in client.get("/nowhere").get_data(as_text=True)
    assert "Set-Cookie" not in client.get("/nowhere?lang=xx").headers


def test_switching_keeps_the_page(app: Flask) -> None:
    with app.test_request_context("/entities/a%2Fb%20%C3%A9?x=1&x=2&lang=fr&q=%26%3D"):
        assert url_for_language("en") == "/entities/a/b%20%C3%A9?x=1&x=2&lang=en&q=%26%3D"


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example", "///evil.example"])
def test_switching_never_leads_elsewhere(app: Flask, path: str) -> None:
    with app.test_request_context("/"):
        from flask import request

        request.path = path
        assert not here().startswith(("//", "/\\"))
        assert not url_for_language("en").startswith(("//", "/\\"))
